// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * YAML files that people edit, read so that what is wrong with them can be said with its line.
 *
 * <p>Start with {@link dev.clew.vocabulary.yaml.YamlReading}.
 */
@NullMarked
package dev.clew.vocabulary.yaml;

import org.jspecify.annotations.NullMarked;
