// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.compact;

import dev.clew.model.AttributeScope;
import dev.clew.store.query.Comparison;
import dev.clew.store.query.Field;
import dev.clew.store.query.Operand;
import dev.clew.store.query.SpanFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long spans are kept, and how much of them.
 *
 * @param standard for every span that no exemption is about; its bytes are those of all segments
 *     together
 * @param exemptions for some spans; the first that is about a span counts
 */
public record RetentionPolicy(Limit standard, List<Exemption> exemptions) {

  /**
   * What is kept.
   *
   * @param ageMax spans that started longer ago go
   * @param bytesMax of more than this, the oldest go
   */
  public record Limit(Duration ageMax, long bytesMax) {

    /** Everything, for ever. */
    public static final Limit NONE = new Limit(Duration.ofNanos(Long.MAX_VALUE), Long.MAX_VALUE);

    public Limit {
      if (ageMax.isNegative() || ageMax.isZero() || bytesMax < 1) {
        throw new IllegalArgumentException(
            "retention: " + ageMax + ", " + bytesMax + " bytes (expected: positive)");
      }
    }

    /** Spans that start before this time are too old. */
    long startNanosMin(long nowNanos) {
      long ageNanos = ageMax.compareTo(NONE.ageMax) >= 0 ? Long.MAX_VALUE : ageMax.toNanos();
      long start = nowNanos - ageNanos;
      return start > nowNanos ? Long.MIN_VALUE : start;
    }
  }

  /**
   * Another limit for some spans; its bytes are about the share that they have of their segments.
   */
  public record Exemption(Field field, String value, Limit limit) {

    /** For the spans of one service. */
    public static Exemption ofService(String name, Limit limit) {
      return new Exemption(Field.Intrinsic.SERVICE_NAME, name, limit);
    }

    /** For the spans whose resource has this value. */
    public static Exemption ofResource(String key, String value, Limit limit) {
      return new Exemption(new Field.Attribute(AttributeScope.RESOURCE, key), value, limit);
    }

    SpanFilter filter() {
      return new SpanFilter.Compare(field, Comparison.EQUAL, new Operand.Untyped(value));
    }
  }

  /** Everything, for ever. */
  public static final RetentionPolicy UNLIMITED = new RetentionPolicy(Limit.NONE, List.of());

  public RetentionPolicy {
    exemptions = List.copyOf(exemptions);
  }

  /** The same for all spans. */
  public static RetentionPolicy of(Duration ageMax, long bytesMax) {
    return new RetentionPolicy(new Limit(ageMax, bytesMax), List.of());
  }

  /** Whether nothing ever expires. */
  boolean isUnlimited() {
    return equals(UNLIMITED);
  }

  /** How many kinds of spans there are: those of each exemption, and the rest. */
  int classCount() {
    return exemptions.size() + 1;
  }

  /** The limit of a kind of spans. */
  Limit limit(int spanClass) {
    return spanClass < exemptions.size() ? exemptions.get(spanClass).limit() : standard;
  }

  /** Which spans are of a kind. */
  SpanFilter filter(int spanClass) {
    List<SpanFilter> conditions = new ArrayList<>();
    for (int earlier = 0; earlier < Math.min(spanClass, exemptions.size()); earlier++) {
      conditions.add(SpanFilter.not(exemptions.get(earlier).filter()));
    }
    if (spanClass < exemptions.size()) {
      conditions.add(exemptions.get(spanClass).filter());
    }
    return new SpanFilter.And(conditions);
  }
}
