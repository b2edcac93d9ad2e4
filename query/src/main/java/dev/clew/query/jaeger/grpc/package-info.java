// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Jaeger's gRPC services over any store: both generations of the query service, and the services
 * that a Jaeger reads from whose storage is Clew.
 *
 * <p>Start with {@link dev.clew.query.jaeger.grpc.JaegerGrpc}. Answers of many spans are streams of
 * messages of about a megabyte; each holds spans of one trace, the messages of a trace follow each
 * other, and none is empty.
 */
@NullMarked
package dev.clew.query.jaeger.grpc;

import org.jspecify.annotations.NullMarked;
