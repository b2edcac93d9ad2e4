// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.clew.model.AttributeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeTypesTest {

  @Test
  void textWithoutAType_isText_alsoIfItLooksLikeANumber() {
    assertThat(AttributeTypes.value("42", null)).isEqualTo(new AttributeValue.StringValue("42"));
    assertThat(AttributeTypes.value(null, null)).isEqualTo(new AttributeValue.EmptyValue());
    assertThat(AttributeTypes.value("42", "int")).isEqualTo(new AttributeValue.IntValue(42));
  }

  @ParameterizedTest
  @CsvSource({
    "seven, int, seven",
    "seven, double, seven",
    "=, bytes, ",
    "42, integer, 'type \"integer\" (expected: string, bool,'",
    "'[1]', array, ",
    "'[1]', array !!, ",
    "'[1]', array //8=, "
  })
  void typeThatDoesNotFit_isRefused(String text, String type, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AttributeTypes.value(text, type))
        .withMessageContaining(message == null ? "" : message);
  }
}
