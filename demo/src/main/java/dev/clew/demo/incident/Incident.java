// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.incident;

import java.time.Duration;

/**
 * A scripted incident.
 *
 * @param name stable identifier, lower case with hyphens
 * @param title one line for people
 * @param lookFor what a person should see in the traces
 * @param offset when it begins, from the beginning of each round of the timetable
 * @param length how long it lasts
 * @param culprit the true cause
 * @param search a trace search that shows it
 */
public record Incident(
    String name,
    String title,
    String lookFor,
    Duration offset,
    Duration length,
    Culprit culprit,
    TraceSearch search) {}
