// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.clew.testkit.RandomSpans;
import dev.clew.vocabulary.VocabularyException;
import java.util.Objects;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceTableTest {

  private static final long NOW = RandomSpans.BASE_NANOS;

  private final PriceTable prices = PriceTable.standard();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "claude-sonnet-4-5",
        "claude-sonnet-4-5-20250929",
        "claude-sonnet-4-5@20250929",
        "anthropic/claude-sonnet-4-5",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0"
      })
  void model_underAnyOfItsNames_isFound(String name) {
    assertThat(prices.model("anthropic", name).priceAt(NOW))
        .extracting(Price::input)
        .isEqualTo(3.0);
  }

  @Test
  void model_ofAnotherProvider_isNotPriced() {
    assertThat(prices.model("vllm", "gpt-4o").priceAt(NOW)).isNull();
    assertThat(prices.model("", "gpt-4o").priceAt(NOW)).isNotNull();
    assertThat(prices.model("openai", "gpt-4o-mini-search-preview").priceAt(NOW)).isNull();
  }

  @Test
  void priceAt_beforeItsDay_isUnknown() {
    PriceTable.Model model = prices.model("openai", "gpt-4o");
    assertThat(model.priceAt(1_700_000_000_000_000_000L)).isNull();
  }

  @Test
  void usd_partsOfTheInput_areCountedOnce() {
    Price price = priceOf("claude-sonnet-4-5");
    double expected = (100 * 3 + 800 * 0.30 + 100 * 3.75 + 50 * 15) / 1e6;
    assertThat(price.usd(new Tokens(1000, 800, 100, 50)).orElseThrow())
        .isCloseTo(expected, Offset.offset(1e-15));
  }

  @Test
  void usd_tokensWithoutAPrice_makeItUnknown() {
    Price price = priceOf("gpt-4o-mini");
    assertThat(price.usd(new Tokens(10, 0, 5, 1))).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void read_ownTable_holdsForItsModels() {
    PriceTable own =
        PriceFile.read(
            """
            version: 2
            prices:
              - {providers: [openai], models: [gpt-4o], input: 1, output: 2}
              - {providers: [openai], models: [gpt-4o], since: 2025-06-01, input: 3, output: 4}
              - {providers: [vllm], models: [llama], input: 0.1, output: 0.1}
            """,
            "own.yaml");
    assertThat(own.model("openai", "gpt-4o").priceAt(NOW)).extracting(Price::input).isEqualTo(3.0);
    assertThat(own.model("openai", "gpt-4o").priceAt(0)).extracting(Price::input).isEqualTo(1.0);
    assertThat(own.model("vllm", "llama").priceAt(NOW)).isNotNull();
    assertThat(own.model("openai", "gpt-4o-mini").priceAt(NOW)).isNotNull();
  }

  @Test
  void read_wrongTable_isNamed() {
    assertThatThrownBy(() ->
            PriceFile.read(
                """
                version: 1
                prices:
                  - {providers: [x], model: [y], input: -1, output: 1, since: May}
                """,
                "own.yaml"))
        .isInstanceOf(VocabularyException.class)
        .hasMessageContaining("own.yaml:3: model: unknown (expected: models, perhaps)")
        .hasMessageContaining("own.yaml:3: models: missing")
        .hasMessageContaining("own.yaml:3: -1: no number (expected: zero or more)")
        .hasMessageContaining("own.yaml:3: since May: no day (expected: 2026-01-31)");
  }

  private Price priceOf(String model) {
    return Objects.requireNonNull(prices.model("", model).priceAt(NOW));
  }
}
