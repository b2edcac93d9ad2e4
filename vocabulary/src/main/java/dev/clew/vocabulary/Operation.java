// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

/**
 * What a span can do.
 *
 * @param name the value of {@link Concepts#OPERATION}
 * @param about what it means, for people
 */
public record Operation(String name, Layer layer, String about) {}
