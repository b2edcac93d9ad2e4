// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.ArrayValue;
import dev.clew.model.AttributeValue.BoolValue;
import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.DoubleValue;
import dev.clew.model.AttributeValue.EmptyValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.IntValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.AttributeValue.StringValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {

  @ParameterizedTest
  @CsvSource({
    "100.0, 100",
    "72.5, 72.5",
    "0.1, 0.1",
    "0.0, 0",
    "-0.0, -0",
    "-2.50, -2.5",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "1.5e300, 1.5e+300",
    "0.000001, 0.000001",
    "0.00000012, 1.2e-7",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  void of_double_readsAsInJson(double number, String text) {
    assertThat(PlainText.of(new DoubleValue(number))).isEqualTo(text);
  }

  @Test
  void of_scalar_isItsText() {
    assertThat(PlainText.of(new EmptyValue())).isEmpty();
    assertThat(PlainText.of(new StringValue("a \"b\""))).isEqualTo("a \"b\"");
    assertThat(PlainText.of(new BoolValue(true))).isEqualTo("true");
    assertThat(PlainText.of(new IntValue(Long.MIN_VALUE))).isEqualTo("-9223372036854775808");
    assertThat(PlainText.of(new BytesValue(new byte[] {-1, 0, 1}))).isEqualTo("/wAB");
  }

  @Test
  void of_lists_isJson() {
    AttributeValue value =
        new KvListValue(
            List.of(
                new Entry("text", new StringValue("quote \" slash \\ line \n nul \0 ü")),
                new Entry("numbers", array(new IntValue(1), new DoubleValue(2.5))),
                new Entry("odd", array(new EmptyValue(), new DoubleValue(Double.NaN))),
                new Entry("bytes", new BytesValue(new byte[] {-1}))));

    assertThat(PlainText.of(value))
        .isEqualTo(
            """
            {"text":"quote \\" slash \\\\ line \\n nul \\u0000 ü","numbers":[1,2.5],\
            "odd":[null,"NaN"],"bytes":"/w=="}\
            """);
  }

  @Test
  void of_emptyLists_areEmptyJson() {
    assertThat(PlainText.of(array())).isEqualTo("[]");
    assertThat(PlainText.of(new KvListValue(List.of()))).isEqualTo("{}");
  }

  private static ArrayValue array(AttributeValue... values) {
    return new ArrayValue(List.of(values));
  }
}
