// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import java.util.List;

/** A file that is no vocabulary or price table; says everything that is wrong with it. */
public final class VocabularyException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /** With one line per problem. */
  public VocabularyException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, each with file and line. */
  public List<String> problems() {
    return problems;
  }
}
