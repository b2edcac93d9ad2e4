// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The analyses over HTTP, and reports as JSON, text and HTML.
 *
 * <p>Start with {@link dev.clew.query.analysis.AnalysisApi}. Invariant: the JSON is the analysis
 * records, component by component, so that what is written can be read back.
 */
@NullMarked
package dev.clew.query.analysis;

import org.jspecify.annotations.NullMarked;
