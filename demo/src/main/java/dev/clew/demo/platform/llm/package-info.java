// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Language models: one that runs here, ones that are bought, and the products around them.
 *
 * <p>Start with {@link Assistant}, which uses OpenTelemetry's current {@code gen_ai.*} names.
 * {@link DocsSearch} uses OpenInference and {@link TicketTriage} the names from before both, so
 * that a backend has all three to make sense of. {@link LanguageEngine} reports its own latencies
 * the way vLLM does.
 */
@NullMarked
package dev.clew.demo.platform.llm;

import org.jspecify.annotations.NullMarked;
