// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import java.util.Locale;

/**
 * One key of the configuration.
 *
 * @param key dotted name in lower case, such as {@code otlp.grpc.port}
 * @param type how its value is read and written
 * @param defaultValue what holds when nothing sets the key
 * @param summary what it means to the person who sets it, in Markdown without line breaks
 */
public record Setting<T>(String key, ValueType<T> type, T defaultValue, String summary) {

  /** The environment variable that sets this key, such as {@code CLEW_OTLP_GRPC_PORT}. */
  public String environmentVariable() {
    return EnvironmentSource.PREFIX
        + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The part of the key before its first dot, or {@code ""} for a key that stands alone. */
  String section() {
    int dot = key.indexOf('.');
    return dot < 0 ? "" : key.substring(0, dot);
  }

  String formattedDefault() {
    return type.format(defaultValue);
  }

  @Override
  public String toString() {
    return key;
  }
}
