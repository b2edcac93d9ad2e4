// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Who asks the platform for what, and when.
 *
 * <p>Start with {@link Arrivals}, the stream of requests; its intensity follows the {@link
 * DayCurve}. A {@link Visitor} is who asks, a {@link RequestKind} what for.
 */
@NullMarked
package dev.clew.demo.traffic;

import org.jspecify.annotations.NullMarked;
