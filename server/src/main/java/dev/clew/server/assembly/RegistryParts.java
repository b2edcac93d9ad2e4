// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.pipeline.Processor;
import dev.clew.pipeline.registry.RegistryFacts;
import dev.clew.receiver.registry.FeastRegistry;
import dev.clew.receiver.registry.MlflowRegistry;
import dev.clew.server.config.RegistriesConfig;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The registries that are configured, and what adds their facts to spans. */
final class RegistryParts implements AutoCloseable {

  private final Optional<MlflowRegistry> mlflow;
  private final Optional<FeastRegistry> feast;
  private final Optional<RegistryFacts> facts;

  RegistryParts(RegistriesConfig config, MeterRegistry meters, LongSupplier epochNanos) {
    mlflow = config.mlflow().map(MlflowRegistry::new);
    feast = config.feast().map(address -> new FeastRegistry(address, config.feastProject()));
    RegistryFacts.Registries registries =
        new RegistryFacts.Registries(mlflow.map(each -> each), feast.map(each -> each));
    facts =
        registries.isEmpty()
            ? Optional.empty()
            : Optional.of(new RegistryFacts(registries, config.asking(), meters, epochNanos));
  }

  /** A processor for after the one that derives concepts; empty if no registry is configured. */
  Optional<Processor> processor() {
    return facts.map(each -> each);
  }

  @Override
  public void close() {
    facts.ifPresent(RegistryFacts::close);
    mlflow.ifPresent(MlflowRegistry::close);
    feast.ifPresent(FeastRegistry::close);
  }
}
