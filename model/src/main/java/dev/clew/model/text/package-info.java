// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Text for people, where several modules write it alike.
 *
 * <p>Start with {@link dev.clew.model.text.NearestName}.
 */
@NullMarked
package dev.clew.model.text;

import org.jspecify.annotations.NullMarked;
