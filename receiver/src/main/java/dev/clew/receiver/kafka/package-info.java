// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * Spans from Kafka topics, at least once: an offset is committed when the spans before it are
 * durable, never earlier. What is read twice after a crash is stored once, because a span is known
 * by its ids.
 *
 * <p>Start with {@link dev.clew.receiver.kafka.KafkaReceiver}, then {@code KafkaLoop}.
 */
@NullMarked
package dev.clew.receiver.kafka;

import org.jspecify.annotations.NullMarked;
