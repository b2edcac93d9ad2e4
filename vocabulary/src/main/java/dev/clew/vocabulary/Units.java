// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Units that differ by a factor. */
final class Units {

  private record Scale(String base, double factor) {}

  private static final Map<String, Scale> SCALES =
      Map.ofEntries(
          Map.entry("s", new Scale("s", 1)),
          Map.entry("ms", new Scale("s", 1e-3)),
          Map.entry("us", new Scale("s", 1e-6)),
          Map.entry("ns", new Scale("s", 1e-9)),
          Map.entry("min", new Scale("s", 60)),
          Map.entry("h", new Scale("s", 3600)),
          Map.entry("By", new Scale("By", 1)),
          Map.entry("KiBy", new Scale("By", 1 << 10)),
          Map.entry("MiBy", new Scale("By", 1 << 20)),
          Map.entry("GiBy", new Scale("By", 1 << 30)),
          Map.entry("kB", new Scale("By", 1e3)),
          Map.entry("MB", new Scale("By", 1e6)),
          Map.entry("GB", new Scale("By", 1e9)),
          Map.entry("1", new Scale("1", 1)),
          Map.entry("%", new Scale("1", 1e-2)),
          Map.entry("USD", new Scale("USD", 1)));

  private Units() {}

  /** What a number in a unit is multiplied with to be in another; null if that makes no sense. */
  static @Nullable Double factor(String from, String to) {
    if (from.equals(to)) {
      return 1.0;
    }
    Scale given = SCALES.get(from);
    Scale wanted = SCALES.get(to);
    return given == null || wanted == null || !given.base.equals(wanted.base)
        ? null
        : Double.valueOf(given.factor / wanted.factor);
  }

  /** The units that can be turned into this one. */
  static Set<String> convertibleTo(String unit) {
    Set<String> units = new TreeSet<>();
    units.add(unit);
    SCALES.keySet().stream().filter(from -> factor(from, unit) != null).forEach(units::add);
    return units;
  }
}
