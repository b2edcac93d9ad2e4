// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What happens to spans between a receiver and the store: admission, processors, hand-over,
 * figures. It is the same for every protocol.
 *
 * <p>Start with {@link dev.clew.pipeline.SpanIngest} (the one way in), {@link
 * dev.clew.pipeline.IngestRequest} (one request's way through) and {@link
 * dev.clew.pipeline.Processor} (a step on that way).
 *
 * <p>Invariants: what is on its way is bounded in bytes, and a sender learns at once when there is
 * no room; a batch does not change while the store holds it; every span of a request is counted
 * once, as accepted, rejected or dropped.
 */
@NullMarked
package dev.clew.pipeline;

import org.jspecify.annotations.NullMarked;
