// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VocabularyFileTest {

  @Test
  void standard_isConsistent() {
    Vocabulary vocabulary = Vocabulary.standard();
    assertThat(vocabulary.version()).isPositive();
    assertThat(vocabulary.concept(Concepts.MODEL_NAME).type()).isEqualTo(ConceptType.TEXT);
    assertThat(vocabulary.conventions())
        .extracting(Convention::name)
        .doesNotHaveDuplicates()
        .startsWith("clew", "otel-genai");
  }

  @Test
  void read_ownConvention_standsBeforeTheOthers() {
    Vocabulary vocabulary =
        VocabularyFile.read(
            """
            version: 7
            concepts:
              shop.basket: {type: integer, unit: "{item}", about: Items in the basket.}
            conventions:
              - name: shop
                aliases:
                  shop.basket: basket_size
                  ml.queue_time: {key: wait_ms, unit: ms}
              - {name: openinference, aliases: {}}
            """,
            "own.yaml");
    assertThat(vocabulary.version()).isEqualTo(7);
    assertThat(vocabulary.conventions().getFirst().name()).isEqualTo("shop");
    assertThat(vocabulary.conventions().getFirst().aliases().getLast().factor()).isEqualTo(1e-3);
    assertThat(vocabulary.conventions())
        .filteredOn(convention -> convention.name().equals("openinference"))
        .singleElement()
        .extracting(Convention::aliases)
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .isEmpty();
  }

  @Test
  void read_extendsNothing_standsForItself() {
    Vocabulary vocabulary =
        VocabularyFile.read("version: 1\nextends: nothing\nconcepts: {a: {about: A.}}", "own.yaml");
    assertThat(vocabulary.concepts()).containsOnlyKeys("a");
    assertThat(vocabulary.conventions()).isEmpty();
  }

  @Test
  void read_everythingWrong_isNamedWithItsLineAndTheNearestName() {
    assertThatThrownBy(() ->
            VocabularyFile.read(
                """
                version: 1
                convention: []
                conventions:
                  - name: shop
                    aliases:
                      ml.model.nam: x
                      ml.queue_time: {key: wait, unit: By}
                      ml.operation: {key: op, values: {a: predic}}
                guesses:
                  - {operation: predict}
                routes:
                  - {path: relative, operation: predict}
                """,
                "own.yaml"))
        .isInstanceOf(VocabularyException.class)
        .hasMessageContaining("own.yaml:2: convention: unknown (expected: conventions, perhaps)")
        .hasMessageContaining(
            "own.yaml:6: concept ml.model.nam: unknown (expected: ml.model.name, perhaps)")
        .hasMessageContaining(
            "own.yaml:7: unit By: not of ml.queue_time (expected: one of [h, min, ms, ns, s, us])")
        .hasMessageContaining("own.yaml:8: operation predic: unknown (expected: predict, perhaps)")
        .hasMessageContaining("own.yaml:10: rule: for every span (expected: a name, or has)")
        .hasMessageContaining("own.yaml:12: path relative: relative");
  }

  @Test
  void read_noYaml_saysWhere() {
    assertThatThrownBy(() -> VocabularyFile.read("version: [", "own.yaml"))
        .hasMessageContaining("own.yaml:")
        .hasMessageContaining("not valid YAML");
    assertThatThrownBy(() -> VocabularyFile.read("", "own.yaml"))
        .hasMessageContaining("own.yaml: no mapping");
  }

  @Test
  void read_wellKnownConceptOfAnotherType_isRefused() {
    assertThatThrownBy(() ->
            VocabularyFile.read(
                "version: 1\nconcepts:\n  ml.model.name: {type: integer, about: X.}", "own.yaml"))
        .hasMessageContaining("own.yaml:3: type integer: of ml.model.name (expected: text)");
  }
}
