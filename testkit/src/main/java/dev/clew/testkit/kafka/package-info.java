// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * A real Kafka broker for tests, in a process of its own. Start with {@link
 * dev.clew.testkit.kafka.KafkaBroker}.
 */
@NullMarked
package dev.clew.testkit.kafka;

import org.jspecify.annotations.NullMarked;
