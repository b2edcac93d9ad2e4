// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Models and their versions as small integers. */
final class ModelCodes {

  /** The code of no model. */
  static final int NONE = -1;

  private final Map<Model, Integer> codes = new HashMap<>();
  private final List<Model> models = new ArrayList<>();

  private record Model(String name, String version) {}

  /** The code of a version of a model; the version is empty if it is not known. */
  int code(String name, String version) {
    Model model = new Model(name, version);
    Integer known = codes.get(model);
    if (known != null) {
      return known;
    }
    codes.put(model, models.size());
    models.add(model);
    return models.size() - 1;
  }

  /** The model and its version for people; empty for {@link #NONE}. */
  String label(int code) {
    if (code == NONE) {
      return "";
    }
    Model model = models.get(code);
    return model.version.isEmpty() ? model.name : model.name + " v" + model.version;
  }
}
