// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Zipkin spans in, over HTTP and gRPC.
 *
 * <p>Start with {@link dev.clew.receiver.zipkin.ZipkinRoutes}.
 */
@NullMarked
package dev.clew.receiver.zipkin;

import org.jspecify.annotations.NullMarked;
