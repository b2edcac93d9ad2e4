// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.serving;

/**
 * When a batch leaves, and how many requests may wait for one.
 *
 * @param itemsMax most items in a batch
 * @param delayMillisMax longest time the first request of a batch is held back
 * @param queueMax most requests in the queue
 */
public record BatchPolicy(int itemsMax, long delayMillisMax, int queueMax) {}
