// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.store.segment.compact.RetentionPolicy;
import dev.clew.store.segment.compact.RetentionPolicy.Exemption;
import dev.clew.store.segment.compact.RetentionPolicy.Limit;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of how long spans are kept. */
public final class RetentionSettings {

  public static final Setting<Duration> AGE_MAX =
      new Setting<>(
          "store.retention.age-max",
          ValueTypes.duration(Duration.ZERO, Duration.ofDays(36_500)),
          Duration.ZERO,
          "Spans that started longer ago are removed, a segment at a time. `0s` keeps them for"
              + " ever. Archived traces are spared.");

  public static final Setting<Long> BYTES_MAX =
      new Setting<>(
          "store.retention.bytes-max",
          ValueTypes.bytes(0, 1024 * 1024 * Settings.GIB),
          0L,
          "When all segments together are larger, the oldest are removed. `0B` sets no limit.");

  public static final Setting<String> TENANT_ATTRIBUTE =
      new Setting<>(
          "store.retention.tenant-attribute",
          ValueTypes.text("an attribute key"),
          "tenant.id",
          "The attribute of a span's resource that says whose span it is, for"
              + " `store.retention.overrides`.");

  public static final Setting<List<String>> OVERRIDES =
      new Setting<>(
          "store.retention.overrides",
          ValueTypes.list(
              "a list of `service:NAME=AGE`, `tenant:NAME=AGE` or the same with `/SIZE` at the end,"
                  + " such as `service:debug=1d, tenant:acme=90d/50GiB`"),
          List.of(),
          "Other limits for the spans of some services and tenants; the first that is about a span"
              + " counts. `0s` keeps its spans for ever. A size is the share of the segments that"
              + " these spans have.");

  private static final Pattern OVERRIDE =
      Pattern.compile("(service|tenant):(.+)=([^=/]+)(?:/([^=/]+))?");

  private RetentionSettings() {}

  static List<Setting<?>> all() {
    return List.of(AGE_MAX, BYTES_MAX, TENANT_ATTRIBUTE, OVERRIDES);
  }

  static RetentionPolicy read(Configuration configuration) {
    String tenantKey = configuration.get(TENANT_ATTRIBUTE);
    return new RetentionPolicy(
        limit(configuration.get(AGE_MAX), configuration.get(BYTES_MAX)),
        configuration.get(OVERRIDES).stream().map(text -> exemption(text, tenantKey)).toList());
  }

  private static Exemption exemption(String text, String tenantKey) {
    Matcher parts = OVERRIDE.matcher(text);
    if (!parts.matches()) {
      throw malformed(text);
    }
    try {
      String size = parts.group(4);
      Limit limit =
          limit(DurationText.parse(parts.group(3)), size == null ? 0 : ByteSizeText.parse(size));
      return parts.group(1).equals("service")
          ? Exemption.ofService(parts.group(2), limit)
          : Exemption.ofResource(tenantKey, parts.group(2), limit);
    } catch (IllegalArgumentException _) {
      throw malformed(text);
    }
  }

  private static Limit limit(Duration ageMax, long bytesMax) {
    return new Limit(
        ageMax.isZero() ? Limit.NONE.ageMax() : ageMax,
        bytesMax == 0 ? Limit.NONE.bytesMax() : bytesMax);
  }

  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        OVERRIDES.key() + ": " + text + " (expected: " + OVERRIDES.type().expected() + ")");
  }
}
