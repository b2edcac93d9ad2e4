// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.vocabulary.Vocabulary;
import dev.clew.vocabulary.price.PriceTable;

/**
 * What is made of spans of ML systems.
 *
 * @param isDerived whether concepts are derived from spans when they come in
 */
public record MlConfig(Vocabulary vocabulary, PriceTable prices, boolean isDerived) {}
