// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What clients write in the query of a URL, read leniently: Go durations, times in several units,
 * ids in hex and base64, names in camel and snake case.
 *
 * <p>Start with {@link dev.clew.query.parameter.Parameters}. Whatever cannot be read is an {@link
 * dev.clew.query.parameter.ParameterException} that names the parameter, its value and what is
 * expected.
 */
@NullMarked
package dev.clew.query.parameter;

import org.jspecify.annotations.NullMarked;
