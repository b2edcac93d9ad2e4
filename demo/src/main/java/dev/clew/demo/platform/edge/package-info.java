// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What every request passes through: the gateway, who is asking, and which experiment arm they get.
 *
 * <p>Start with {@link Gateway}. {@link Auth} is instrumented with attribute names from before
 * 2023, {@link ExperimentRouter} with names of this company's own, as old corners of real fleets
 * are.
 */
@NullMarked
package dev.clew.demo.platform.edge;

import org.jspecify.annotations.NullMarked;
