// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What Clew's own API has beyond Jaeger's about single traces: their deletion.
 *
 * <p>Start with {@link dev.clew.query.clew.TraceApi}.
 */
@NullMarked
package dev.clew.query.clew;

import org.jspecify.annotations.NullMarked;
