// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Work that no visitor waits for: streams, scheduled pipelines and training.
 *
 * <p>Start with {@link FeatureStream}, whose traces link to those of the requests that caused them.
 * {@link FeatureRefresh} and {@link ChurnScoring} run on a {@link Scheduler} instrumented as
 * Airflow is; {@link Training} is one long trace with epochs and steps.
 */
@NullMarked
package dev.clew.demo.platform.batch;

import org.jspecify.annotations.NullMarked;
