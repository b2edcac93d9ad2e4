// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * How simulated services talk: calls between them and to the databases, with the spans and
 * attributes that common instrumentation libraries leave behind.
 *
 * <p>Start with {@link Http}. Every call returns a {@link Reply} to its inside and throws {@link
 * dev.clew.demo.telemetry.Failure} to its outside, so that the spans of both sides are closed
 * before the caller decides whether to retry, fall back or give up.
 */
@NullMarked
package dev.clew.demo.platform.wire;

import org.jspecify.annotations.NullMarked;
