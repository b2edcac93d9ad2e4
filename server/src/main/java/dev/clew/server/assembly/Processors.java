// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import dev.clew.pipeline.DerivedConcepts;
import dev.clew.pipeline.Processor;
import dev.clew.pipeline.ValidTimes;
import dev.clew.server.config.MlConfig;
import dev.clew.vocabulary.normalize.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What spans pass on their way to the store, in this order. */
final class Processors {

  private Processors() {}

  static List<Processor> of(MlConfig ml, Optional<Processor> registries) {
    List<Processor> processors = new ArrayList<>();
    processors.add(new ValidTimes());
    if (ml.isDerived()) {
      processors.add(new DerivedConcepts(new Normalizer(ml.vocabulary(), ml.prices())));
    }
    registries.ifPresent(processors::add);
    return processors;
  }
}
