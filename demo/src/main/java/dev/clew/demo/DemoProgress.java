// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import java.time.Instant;

/**
 * How far the demo has got.
 *
 * @param live whether the history has been sent
 * @param simulatedTime the time that the platform has reached
 * @param traceCount traces that have ended
 * @param spanCount spans that have ended, sent or not
 * @param spansSentCount spans that the receiver has acknowledged
 * @param spansRefusedCount spans given up on after retries; what the receiver turned away for good
 * @param failedAttemptCount attempts to send a batch that failed, most of them repeated with
 *     success
 * @param lastProblem what the last failed attempt met; empty if none failed
 */
public record DemoProgress(
    boolean live,
    Instant simulatedTime,
    long traceCount,
    long spanCount,
    long spansSentCount,
    long spansRefusedCount,
    long failedAttemptCount,
    String lastProblem) {}
