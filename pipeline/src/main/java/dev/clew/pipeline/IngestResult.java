// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline;

/**
 * What became of a request whose spans are stored.
 *
 * @param acceptedCount spans that are durable and can be found
 * @param rejectedCount spans left out for a fault of their own; sending them again will not help
 * @param rejectionMessage what was wrong with the first of them, or empty
 */
public record IngestResult(int acceptedCount, int rejectedCount, String rejectionMessage) {}
