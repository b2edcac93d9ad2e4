// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.recommendation;

import java.util.List;

/** What rules ask of a span, under the names that say it: the concept's own first. */
enum Fact {
  OPERATION("ml.operation"),
  MODEL("ml.model.name"),
  MODEL_VERSION("ml.model.version"),
  BATCH_SIZE("ml.batch.size"),
  BATCH_ID("ml.batch.id"),
  QUEUE_SECONDS("ml.queue_time"),
  COMPUTE_SECONDS("ml.compute_time"),
  CACHE_HIT("ml.cache.hit", "ml.feature.cache.hit"),
  FEATURE_VIEW("ml.feature.view"),
  ENTITY("ml.feature.entity.id"),
  GPU_UTILIZATION("ml.gpu.utilization"),
  CPU_UTILIZATION("process.cpu.utilization"),
  COLD_START("faas.coldstart"),
  ERROR_TYPE("error.type"),
  INPUT_BYTES("ml.input.size"),
  OUTPUT_BYTES("ml.output.size"),
  REQUEST_BYTES("http.request.body.size", "http.request_content_length"),
  RESPONSE_BYTES("http.response.body.size", "http.response_content_length"),
  MESSAGE_BYTES("messaging.message.body.size", "messaging.message_payload_size_bytes");

  private final String key;
  private final String otherKey;

  Fact(String key) {
    this(key, key);
  }

  Fact(String key, String otherKey) {
    this.key = key;
    this.otherKey = otherKey;
  }

  List<String> keys() {
    return List.of(key, otherKey);
  }
}
