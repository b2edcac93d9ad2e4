// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * JSON for all codecs: one factory with one set of limits, and text straight into UTF-8.
 *
 * <p>Start with {@link dev.clew.codec.json.Json}.
 */
@NullMarked
package dev.clew.codec.json;

import org.jspecify.annotations.NullMarked;
