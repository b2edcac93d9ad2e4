// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The products built on the models: what visitors actually call.
 *
 * <p>Start with {@link FraudScoring}: features, a model, rules and a result cache, in that order.
 */
@NullMarked
package dev.clew.demo.platform.shop;

import org.jspecify.annotations.NullMarked;
