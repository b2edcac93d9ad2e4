// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What two sets of traces differ in, and which attribute values explain it.
 *
 * <p>Start with {@link dev.clew.analysis.contrast.Contrast}. It finds the spans that are worse than
 * the reference's ({@link dev.clew.analysis.contrast.Outcome}), lists what each span says of itself
 * as items ({@link dev.clew.analysis.contrast.SpanItems}), searches combinations of items that
 * single the bad spans out ({@link dev.clew.analysis.contrast.PatternSearch}) and tests what it
 * found ({@link dev.clew.analysis.contrast.Finding}).
 */
@NullMarked
package dev.clew.analysis.contrast;

import org.jspecify.annotations.NullMarked;
