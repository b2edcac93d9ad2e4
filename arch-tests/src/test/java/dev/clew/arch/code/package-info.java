// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Rules about the compiled code, with no list of exemptions: a class either obeys or the build
 * fails.
 *
 * <p>Start with {@link dev.clew.arch.code.Module}, which says what may depend on what.
 */
@NullMarked
package dev.clew.arch.code;

import org.jspecify.annotations.NullMarked;
