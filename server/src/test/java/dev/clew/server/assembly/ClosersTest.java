// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.assembly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosersTest {

  private final List<String> closed = new ArrayList<>();
  private final Closers closers = new Closers();

  @Test
  void close_goesBackwards_once() {
    closers.add("first", () -> closed.add("first"));
    closers.add("second", () -> closed.add("second"));

    closers.close();
    closers.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void close_partThatFails_doesNotKeepTheOthersOpen() {
    closers.add("first", () -> closed.add("first"));
    closers.add(
        "broken",
        () -> {
          throw new IOException("on purpose");
        });
    closers.add("third", () -> closed.add("third"));

    closers.close();

    assertThat(closed).containsExactly("third", "first");
  }

  @Test
  void close_whilePartsAreStillOpened_closesThoseThatComeLater() {
    closers.add("first", () -> closed.add("first"));
    closers.close();

    assertThatThrownBy(() -> closers.add("late", () -> closed.add("late")))
        .isInstanceOf(ClosedWhileStartingException.class);
    assertThat(closed).containsExactly("first", "late");
  }

  @Test
  void close_interrupted_goesOn_andStaysInterrupted() {
    closers.add("first", () -> closed.add("first"));
    closers.add(
        "interrupted",
        () -> {
          throw new InterruptedException();
        });

    closers.close();

    assertThat(Thread.interrupted()).isTrue();
    assertThat(closed).containsExactly("first");
  }
}
