// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Spans in datagrams, as the clients of Jaeger's agent send them.
 *
 * <p>Start with {@link dev.clew.receiver.udp.UdpListener}. Nobody can be told to come back here, so
 * what there is no room for is dropped and counted.
 */
@NullMarked
package dev.clew.receiver.udp;

import org.jspecify.annotations.NullMarked;
