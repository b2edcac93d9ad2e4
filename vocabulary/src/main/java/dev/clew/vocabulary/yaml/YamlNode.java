// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.yaml;

import java.util.List;
import java.util.SequencedMap;

/** A value of a YAML document and the line it stands on. */
public sealed interface YamlNode {

  /** Counted from one. */
  int line();

  /** Text, or a number or truth value as text; {@code null} is the empty text. */
  record Scalar(int line, String text) implements YamlNode {}

  /** A list. */
  record Sequence(int line, List<YamlNode> items) implements YamlNode {}

  /** A mapping, in the order of the document. */
  record Mapping(int line, SequencedMap<String, YamlNode> members) implements YamlNode {}
}
