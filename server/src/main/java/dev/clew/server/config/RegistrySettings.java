// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.pipeline.registry.RegistryConfig;
import dev.clew.receiver.registry.RegistryAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of registries, none of which is asked unless it has an address. */
public final class RegistrySettings {

  private static final String ADDRESS = "an address such as http://127.0.0.1:5000, or nothing";
  private static final String AUTHORIZATION =
      "Value of the `Authorization` header, such as `Bearer …`; best set by the environment. It"
          + " is never shown or logged.";

  public static final Setting<String> MLFLOW_URL =
      new Setting<>(
          "registry.mlflow.url",
          ValueTypes.textOrNone(ADDRESS),
          "",
          "MLflow's tracking server, asked for the [versions of models](../vocabulary.md#registries)"
              + " that spans name. None switches it off.");

  public static final Setting<String> MLFLOW_AUTHORIZATION =
      new Setting<>("registry.mlflow.authorization", ValueTypes.secret(), "", AUTHORIZATION);

  public static final Setting<String> FEAST_URL =
      new Setting<>(
          "registry.feast.url",
          ValueTypes.textOrNone(ADDRESS),
          "",
          "Feast's registry server (`feast serve_registry --rest-api`), asked for the [feature"
              + " views](../vocabulary.md#registries) that spans name. None switches it off.");

  public static final Setting<String> FEAST_AUTHORIZATION =
      new Setting<>("registry.feast.authorization", ValueTypes.secret(), "", AUTHORIZATION);

  public static final Setting<String> FEAST_PROJECT =
      new Setting<>(
          "registry.feast.project",
          ValueTypes.text("the name of a project"),
          "default",
          "Feast's project, whose feature views they are.");

  public static final Setting<Duration> TIMEOUT =
      new Setting<>(
          "registry.timeout",
          ValueTypes.duration(Duration.ofMillis(10), Duration.ofMinutes(1)),
          Duration.ofSeconds(2),
          "How long a registry may take to answer. Spans never wait for it.");

  public static final Setting<Duration> REFRESH =
      new Setting<>(
          "registry.refresh",
          ValueTypes.duration(Duration.ofSeconds(1), Duration.ofDays(1)),
          Duration.ofMinutes(1),
          "How long an answer holds before it is asked for again, also that there is no such thing.");

  private RegistrySettings() {}

  static List<Setting<?>> all() {
    return List.of(
        MLFLOW_URL,
        MLFLOW_AUTHORIZATION,
        FEAST_URL,
        FEAST_AUTHORIZATION,
        FEAST_PROJECT,
        TIMEOUT,
        REFRESH);
  }

  static RegistriesConfig read(Configuration configuration) {
    return new RegistriesConfig(
        address(configuration, MLFLOW_URL, MLFLOW_AUTHORIZATION),
        address(configuration, FEAST_URL, FEAST_AUTHORIZATION),
        configuration.get(FEAST_PROJECT),
        RegistryConfig.of(configuration.get(REFRESH)));
  }

  private static Optional<RegistryAddress> address(
      Configuration configuration, Setting<String> url, Setting<String> authorization) {
    String text = configuration.get(url);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String key = url.key().substring(url.section().length() + 1);
    try {
      return Optional.of(
          new RegistryAddress(
              new URI(text), configuration.get(authorization), configuration.get(TIMEOUT)));
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }
}
