// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The effective value of every key, and where it came from. Immutable. */
public final class Configuration {

  static final String DEFAULT_ORIGIN = "default";

  private final List<Effective<?>> values;
  private final Map<Setting<?>, Effective<?>> bySetting;

  Configuration(Collection<Effective<?>> values) {
    this.values = List.copyOf(values);
    bySetting = values.stream().collect(toUnmodifiableMap(Effective::setting, identity()));
  }

  /** In the order of the catalogue. */
  public List<Effective<?>> values() {
    return values;
  }

  /** The value that holds for a key of {@link Settings}. */
  @SuppressWarnings("unchecked") // an Effective<T> has a Setting<T>: it has no other constructor
  public <T> T get(Setting<T> setting) {
    Effective<?> effective = bySetting.get(setting);
    if (effective == null) {
      throw new IllegalArgumentException(setting.key() + ": not in the catalogue of settings");
    }
    return ((Effective<T>) effective).value();
  }

  /** Whether nobody has said what a setting is to be. */
  public boolean isDefault(Setting<?> setting) {
    return values().stream()
        .anyMatch(value -> value.setting().equals(setting) && value.isDefault());
  }

  /**
   * A value that holds.
   *
   * @param origin {@code "default"}, or as in {@link Assignment}
   */
  public record Effective<T>(Setting<T> setting, T value, String origin) {

    /** Whether nobody has set it. */
    public boolean isDefault() {
      return origin.equals(DEFAULT_ORIGIN);
    }

    public String formattedValue() {
      return setting.type().format(value);
    }
  }
}
