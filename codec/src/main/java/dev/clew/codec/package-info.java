// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What the readers of all formats share: limits, what they count, how they say that a payload is
 * malformed.
 *
 * <p>Start with {@link dev.clew.codec.DecodeReport}. Each format has a package of its own; all keep
 * to the same rules. Input is hostile until proven otherwise, so every length is checked before it
 * is used; a malformed payload throws {@link dev.clew.codec.MalformedPayloadException} and nothing
 * else, and leaves the builder with the rows it had; a span that breaks a rule of its own is left
 * out and counted.
 */
@NullMarked
package dev.clew.codec;

import org.jspecify.annotations.NullMarked;
