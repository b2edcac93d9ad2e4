// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.traffic;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MINUTES;

/**
 * How busy the platform is over a day: quiet before dawn, busiest in the evening, with shorter
 * waves on top, so that charts over two hours move too. Relative to the moment the demo goes live,
 * where it is 1, so that the live rate is the one asked for.
 */
public final class DayCurve {

  /** The curve never exceeds this multiple of its lowest possible value at the origin. */
  private static final double SWING_DAY = 0.45;

  private static final double SWING_WAVE = 0.10;
  private static final double SWING_RIPPLE = 0.05;
  private static final double PEAK_HOUR = 19.5;

  private final double atOrigin;

  /** The curve that is 1 at {@code originNanos}. */
  public DayCurve(long originNanos) {
    this.atOrigin = shape(originNanos);
  }

  /** Traffic at this time, as a multiple of that at the origin. */
  public double at(long epochNanos) {
    return shape(epochNanos) / atOrigin;
  }

  /** No value of {@link #at} is greater. */
  public double max() {
    return (1 + SWING_DAY + SWING_WAVE + SWING_RIPPLE) / atOrigin;
  }

  private static double shape(long epochNanos) {
    double fromPeakHours = (double) epochNanos / HOURS.toNanos(1) - PEAK_HOUR;
    return 1
        + SWING_DAY * cosine(fromPeakHours / 24)
        + SWING_WAVE * cosine((double) epochNanos / MINUTES.toNanos(47))
        + SWING_RIPPLE * cosine((double) epochNanos / MINUTES.toNanos(11));
  }

  private static double cosine(double turns) {
    return Math.cos(2 * Math.PI * turns);
  }
}
