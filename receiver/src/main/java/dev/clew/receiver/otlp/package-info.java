// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * OTLP from the network: over gRPC and over HTTP, in protobuf and JSON, plain or compressed.
 *
 * <p>Start with {@link dev.clew.receiver.otlp.OtlpReceiver}. What happens to a request is in {@code
 * dev.clew.receiver.http}, the same for all protocols.
 *
 * <p>Two Armeria servers, one per port, with the same routes. One server with two ports would have
 * the same threads (an acceptor per port, event loops from the common pool) but could not say which
 * of its ports is taken. Each port understands both transports, because a sender that is pointed at
 * the wrong one of 4317 and 4318 is the most common mistake there is. Query and admin ports are
 * servers of their own, so that they can outlive this one while it drains.
 *
 * <p>Invariants: no input ends the listener; what is read is bounded by message and over all; every
 * request gets an answer that says whether to send it again.
 */
@NullMarked
package dev.clew.receiver.otlp;

import org.jspecify.annotations.NullMarked;
