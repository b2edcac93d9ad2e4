// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

/**
 * A number that a recommendation stands on.
 *
 * @param name what it is, in words
 * @param value its value; NaN if it is not known
 * @param unit as OpenTelemetry writes units: {@code ns}, {@code By}, {@code 1} for a share, or
 *     empty for a count
 */
public record Measured(String name, double value, String unit) {

  static Measured count(String name, double value) {
    return new Measured(name, value, "");
  }

  static Measured share(String name, double value) {
    return new Measured(name, value, "1");
  }

  static Measured nanos(String name, double value) {
    return new Measured(name, value, "ns");
  }

  static Measured nanos(String name, long value) {
    return nanos(name, (double) value);
  }

  static Measured bytes(String name, long value) {
    return bytes(name, (double) value);
  }

  static Measured bytes(String name, double value) {
    return new Measured(name, value, "By");
  }
}
