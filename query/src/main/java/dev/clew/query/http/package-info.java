// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What all query APIs share: a request is answered on a virtual thread of its own, within limits,
 * and its body is streamed while it is written.
 *
 * <p>Start with {@link dev.clew.query.http.QueryRunner}. An API hands it a {@link
 * dev.clew.query.http.QueryHandler} for each route and an {@link dev.clew.query.http.ErrorEnvelope}
 * that says what its errors look like.
 */
@NullMarked
package dev.clew.query.http;

import org.jspecify.annotations.NullMarked;
