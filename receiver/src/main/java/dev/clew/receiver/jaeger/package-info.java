// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Jaeger's protocols from the network: the agent's over UDP, the collector's over HTTP and gRPC.
 *
 * <p>Start with {@link dev.clew.receiver.jaeger.JaegerReceiver}. What happens to a request is in
 * {@code dev.clew.receiver.http}, to a datagram in {@code dev.clew.receiver.udp}, the same for all
 * protocols.
 */
@NullMarked
package dev.clew.receiver.jaeger;

import org.jspecify.annotations.NullMarked;
