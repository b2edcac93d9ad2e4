// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What spans of a batch name, and say of it themselves: derived, else on the span or resource. */
final class NamedThings {

  static final String MODEL = "ml.model.name";
  static final String VERSION = "ml.model.version";
  static final String ALIAS = "ml.model.alias";
  static final String STAGE = "ml.model.stage";
  static final String RUN = "ml.run.id";
  static final String TAG_PREFIX = "ml.model.tag.";
  static final String VIEW = "ml.feature.view";
  static final String VIEW_VERSION = "ml.feature.view.version";
  static final String TTL = "ml.feature.ttl";
  static final String MATERIALIZED = "ml.feature.materialized_until";
  static final String FRESHNESS = "ml.feature.freshness";
  static final String REGISTRY = "ml.registry";

  private static final List<AttributeScope> SCOPES =
      List.of(AttributeScope.DERIVED, AttributeScope.SPAN, AttributeScope.RESOURCE);

  private final SpanBatch batch;
  private final Map<String, Integer> keyRefs = new HashMap<>();

  NamedThings(SpanBatch batch) {
    this.batch = batch;
    for (String key : List.of(MODEL, VERSION, ALIAS, STAGE, RUN, VIEW, VIEW_VERSION, TTL)) {
      keyRefs.put(key, batch.strings().find(key));
    }
  }

  /** Whether no span names a model or a view. */
  boolean isEmpty() {
    return keyRef(MODEL) < 0 && keyRef(VIEW) < 0;
  }

  long startNanos(int row) {
    return batch.startNanos(row);
  }

  boolean has(int row, String key) {
    for (AttributeScope scope : SCOPES) {
      if (find(row, scope, key) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** A text or whole number as text; empty if there is none. */
  String text(int row, String key) {
    for (AttributeScope scope : SCOPES) {
      int entry = find(row, scope, key);
      if (entry >= 0) {
        AttributeTable table = batch.attributes(scope);
        if (table.type(entry) == ValueType.STRING) {
          return batch.strings().string(table.valueRef(entry));
        }
        if (table.type(entry) == ValueType.INT) {
          return Long.toString(table.bits(entry));
        }
      }
    }
    return "";
  }

  private int find(int row, AttributeScope scope, String key) {
    int keyRef = keyRef(key);
    if (keyRef < 0) {
      return -1;
    }
    int owner = scope == AttributeScope.RESOURCE ? batch.resourceIndex(row) : row;
    AttributeTable table = batch.attributes(scope);
    return owner < table.ownerCount() ? table.find(owner, keyRef) : -1;
  }

  private int keyRef(String key) {
    return keyRefs.getOrDefault(key, -1);
  }
}
