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

/** What spans pass on their way to the store, in this order. */
final class Processors {

  private Processors() {}

  static List<Processor> of(MlConfig ml) {
    List<Processor> processors = new ArrayList<>();
    processors.add(new ValidTimes());
    if (ml.isDerived()) {
      processors.add(new DerivedConcepts(new Normalizer(ml.vocabulary(), ml.prices())));
    }
    return processors;
  }
}
