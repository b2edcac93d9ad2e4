// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
/**
 * What goes wrong on the simulated platform, when, and how to see it: as data.
 *
 * <p>Start with {@link Incident} and the list in {@link Incidents}; the {@link Timetable} says when
 * each is under way. Services ask the timetable and misbehave accordingly; an analysis can be
 * scored against the {@link Culprit} that each incident names.
 */
@NullMarked
package dev.clew.demo.incident;

import org.jspecify.annotations.NullMarked;
