// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What model calls cost by public list prices, which are data: {@code prices.yaml}.
 *
 * <p>Start with {@link dev.clew.vocabulary.price.PriceTable}.
 */
@NullMarked
package dev.clew.vocabulary.price;

import org.jspecify.annotations.NullMarked;
