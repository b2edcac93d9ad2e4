// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Unary gRPC straight on HTTP/2: a framed body and two trailers, for which a gRPC library would
 * only add copies, objects and threads between the network and the decoder.
 *
 * <p>Start with {@link dev.clew.receiver.grpc.GrpcIngestService}.
 */
@NullMarked
package dev.clew.receiver.grpc;

import org.jspecify.annotations.NullMarked;
