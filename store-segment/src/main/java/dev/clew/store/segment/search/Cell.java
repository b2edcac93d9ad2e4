// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;
import dev.clew.store.query.AggregateQuery.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The running figures of one group in one time bucket. */
final class Cell {

  /** Quantiles lie within one percent of the true value. */
  private static final double RELATIVE_ACCURACY = 0.01;

  private final List<Figure> figures;
  private final long[] valueCounts;
  private final double[] minima;
  private final double[] maxima;
  private final double[] sums;
  private final @Nullable DDSketch[] sketches;
  private final List<Map<Double, Long>> histograms = new ArrayList<>();
  long count;

  Cell(List<Figure> figures) {
    int size = figures.size();
    this.figures = figures;
    this.valueCounts = new long[size];
    this.minima = new double[size];
    this.maxima = new double[size];
    this.sums = new double[size];
    this.sketches = new DDSketch[size];
    for (int i = 0; i < size; i++) {
      minima[i] = Double.POSITIVE_INFINITY;
      maxima[i] = Double.NEGATIVE_INFINITY;
      sketches[i] =
          figures.get(i) instanceof Figure.Quantile
              ? DDSketches.unboundedDense(RELATIVE_ACCURACY)
              : null;
      histograms.add(new TreeMap<>());
    }
  }

  /** Adds the value of one figure's field; NaN takes no part. */
  void add(int figure, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    valueCounts[figure]++;
    minima[figure] = Math.min(minima[figure], value);
    maxima[figure] = Math.max(maxima[figure], value);
    sums[figure] += value;
    DDSketch sketch = sketches[figure];
    if (sketch != null) {
      sketch.accept(value);
    } else if (figures.get(figure) instanceof Figure.Histogram) {
      histograms.get(figure).merge(upperBound(value), 1L, Long::sum);
    }
  }

  void merge(Cell other) {
    count += other.count;
    for (int i = 0; i < figures.size(); i++) {
      valueCounts[i] += other.valueCounts[i];
      minima[i] = Math.min(minima[i], other.minima[i]);
      maxima[i] = Math.max(maxima[i], other.maxima[i]);
      sums[i] += other.sums[i];
      DDSketch mine = sketches[i];
      DDSketch theirs = other.sketches[i];
      if (mine != null && theirs != null) {
        mine.mergeWith(theirs);
      }
      Map<Double, Long> target = histograms.get(i);
      other.histograms.get(i).forEach((bound, n) -> target.merge(bound, n, Long::sum));
    }
  }

  /** The figures, in order; NaN where no value took part. */
  List<Double> values(double seconds) {
    List<Double> values = new ArrayList<>(figures.size());
    for (int i = 0; i < figures.size(); i++) {
      values.add(value(i, seconds));
    }
    return values;
  }

  /** The histograms, in order. */
  List<Map<Double, Long>> histograms() {
    List<Map<Double, Long>> result = new ArrayList<>();
    for (int i = 0; i < figures.size(); i++) {
      if (figures.get(i) instanceof Figure.Histogram) {
        result.add(histograms.get(i));
      }
    }
    return result;
  }

  private double value(int i, double seconds) {
    boolean none = valueCounts[i] == 0;
    return switch (figures.get(i)) {
      case Figure.Count() -> count;
      case Figure.Rate() -> count / seconds;
      case Figure.Min _ -> none ? Double.NaN : minima[i];
      case Figure.Max _ -> none ? Double.NaN : maxima[i];
      case Figure.Sum _ -> none ? Double.NaN : sums[i];
      case Figure.Average _ -> none ? Double.NaN : sums[i] / valueCounts[i];
      case Figure.Quantile quantile -> quantile(sketches[i], quantile.quantile());
      case Figure.Histogram _ -> valueCounts[i];
    };
  }

  private static double quantile(@Nullable DDSketch sketch, double quantile) {
    return sketch == null || sketch.isEmpty() ? Double.NaN : sketch.getValueAtQuantile(quantile);
  }

  /**
   * The smallest power of two that is not below a value; zero and negative values share the bound
   * zero.
   */
  private static double upperBound(double value) {
    if (!(value > 0)) {
      return 0;
    }
    double power = Math.scalb(1.0, Math.getExponent(value));
    return power == value ? power : power * 2;
  }
}
