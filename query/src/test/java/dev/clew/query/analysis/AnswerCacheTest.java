// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.store.TraceReader;
import dev.clew.testkit.store.ReferenceTraceStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {

  private OptionalLong version = OptionalLong.of(1);
  private int built;
  private final AnswerCache<String, String> cache =
      new AnswerCache<>(reader(), answer -> answer.startsWith("partial"));

  @Test
  void sameQuestion_ofTheSameData_isAnsweredOnce() {
    assertThat(ask("q")).isEqualTo("q 1");
    assertThat(ask("q")).isEqualTo("q 1");
    assertThat(ask("other")).isEqualTo("other 2");
  }

  @Test
  void afterAWrite_isAnsweredAnew() {
    ask("q");
    version = OptionalLong.of(2);

    assertThat(ask("q")).isEqualTo("q 2");
  }

  @Test
  void partialAnswer_isNotKept() {
    ask("partial");

    assertThat(ask("partial")).isEqualTo("partial 2");
  }

  @Test
  void storeThatCannotTell_isAskedEachTime() {
    version = OptionalLong.empty();
    ask("q");

    assertThat(ask("q")).isEqualTo("q 2");
  }

  @Test
  void manyQuestions_pushTheEldestOut() {
    ask("first");
    for (int i = 0; i < 16; i++) {
      ask("question " + i);
    }

    assertThat(ask("first")).isEqualTo("first 18");
    assertThat(ask("question 15")).isEqualTo("question 15 17");
  }

  private String ask(String question) {
    return cache.get(question, () -> question + " " + ++built);
  }

  /** A store whose version is told by the test. */
  private TraceReader reader() {
    TraceReader real = ReferenceTraceStore.of().reader();
    return (TraceReader)
        Proxy.newProxyInstance(
            TraceReader.class.getClassLoader(),
            new Class<?>[] {TraceReader.class},
            (_, method, arguments) -> {
              if (method.getName().equals("dataVersion")) {
                return version;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
