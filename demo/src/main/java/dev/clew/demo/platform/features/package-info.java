// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * The feature store: online lookups from Redis, with Postgres behind it.
 *
 * <p>Start with {@link FeatureStore}; a {@link FeatureView} is a named group of features.
 */
@NullMarked
package dev.clew.demo.platform.features;

import org.jspecify.annotations.NullMarked;
