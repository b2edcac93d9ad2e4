// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the query APIs over gRPC share: a call is answered on a virtual thread of its own, within
 * the same limits as one over HTTP, and its messages are sent as fast as the client takes them.
 *
 * <p>Start with {@link dev.clew.query.grpc.GrpcRunner}. An API hands it a {@link
 * dev.clew.query.grpc.GrpcHandler} for each method.
 */
@NullMarked
package dev.clew.query.grpc;

import org.jspecify.annotations.NullMarked;
