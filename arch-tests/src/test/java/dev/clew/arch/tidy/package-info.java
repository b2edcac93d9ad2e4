// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Rules about the files of the project as they stand in version control: headers, sizes, words,
 * links.
 *
 * <p>Start with {@link dev.clew.arch.tidy.TidyTest} for all files, {@link
 * dev.clew.arch.tidy.JavaSourceTest} for Java and {@link dev.clew.arch.tidy.MarkdownTest} for
 * documents.
 */
@NullMarked
package dev.clew.arch.tidy;

import org.jspecify.annotations.NullMarked;
