// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import dev.clew.demo.incident.Timetable;
import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * Something worth looking at.
 *
 * @param title what happens
 * @param lookFor what to see in the traces
 * @param url a search that finds them
 * @param windows when it happened or is about to, in order; never empty
 */
public record Hint(String title, String lookFor, URI url, List<Timetable.Window> windows) {

  public Hint {
    windows = List.copyOf(windows);
  }

  /** Whether it had begun before {@code time}. */
  public boolean seenBefore(Instant time) {
    return windows.getFirst().start().isBefore(time);
  }
}
