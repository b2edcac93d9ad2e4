// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.config;

import dev.clew.pipeline.registry.RegistryConfig;
import dev.clew.receiver.registry.RegistryAddress;
import java.util.Optional;

/**
 * Registries of models and features.
 *
 * @param mlflow where MLflow is, if it is asked
 * @param feast where Feast's registry is, if it is asked
 * @param feastProject whose feature views
 * @param asking how they are asked
 */
public record RegistriesConfig(
    Optional<RegistryAddress> mlflow,
    Optional<RegistryAddress> feast,
    String feastProject,
    RegistryConfig asking) {}
