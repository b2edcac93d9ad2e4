// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

/**
 * Something that spans say under many names.
 *
 * @param name the canonical attribute key
 * @param unit UCUM, as OpenTelemetry writes units; empty if there is none
 * @param about what it means, for people
 */
public record Concept(String name, ConceptType type, String unit, String about) {}
