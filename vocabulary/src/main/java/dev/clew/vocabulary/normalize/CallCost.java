// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.normalize;

import dev.clew.model.DerivedColumns;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.ValueType;
import dev.clew.vocabulary.Alias;
import dev.clew.vocabulary.Concepts;
import dev.clew.vocabulary.Layer;
import dev.clew.vocabulary.Operation;
import dev.clew.vocabulary.price.Price;
import dev.clew.vocabulary.price.PriceTable;
import dev.clew.vocabulary.price.Tokens;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * Token counts on one footing, and what a call costs.
 *
 * <p>Input counts everything that went in; what a cache had is part of it. Some senders leave it
 * out: those whose convention says so, and those whose cached tokens are more than all their input.
 * A cost that was sent wins over the price table. What goes over several calls (an agent, a
 * workflow) is not priced: its calls are.
 */
final class CallCost {

  private static final String SENT = "sent";
  private static final String PRICED = "priced";
  private static final String UNPRICED = "unpriced";

  private final PriceTable prices;
  private final SpanValues values;
  private final int input;
  private final int cached;
  private final int cacheWrite;
  private final int output;
  private final int total;
  private final int inputCost;
  private final int outputCost;
  private final int costSource;
  private final int model;
  private final int provider;
  private final LongMemo<PriceTable.Model> known = new LongMemo<>(); // by provider and model
  private SpanBatch batch = new SpanBatchBuilder().build();
  private boolean excludesCache;
  private @Nullable Operation operation;

  CallCost(CompiledVocabulary vocabulary, PriceTable prices, SpanValues values) {
    this.prices = prices;
    this.values = values;
    this.input = vocabulary.conceptNumber(Concepts.TOKENS_INPUT);
    this.cached = vocabulary.conceptNumber(Concepts.TOKENS_INPUT_CACHED);
    this.cacheWrite = vocabulary.conceptNumber(Concepts.TOKENS_INPUT_CACHE_WRITE);
    this.output = vocabulary.conceptNumber(Concepts.TOKENS_OUTPUT);
    this.total = vocabulary.conceptNumber(Concepts.COST_TOTAL);
    this.inputCost = vocabulary.conceptNumber(Concepts.COST_INPUT);
    this.outputCost = vocabulary.conceptNumber(Concepts.COST_OUTPUT);
    this.costSource = vocabulary.conceptNumber(Concepts.COST_SOURCE);
    this.model = vocabulary.conceptNumber(Concepts.MODEL_NAME);
    this.provider = vocabulary.conceptNumber(Concepts.PROVIDER);
  }

  void begin(SpanBatch next) {
    batch = next;
    known.clear();
    excludesCache = false;
  }

  /** Notes how a concept of the span at hand was sent. */
  void read(int concept, Alias alias) {
    if (concept == input) {
      excludesCache = alias.excludesCache();
    }
  }

  /** Notes what the span at hand does. */
  void operation(@Nullable Operation does) {
    operation = does;
  }

  /** Completes the values of the span at hand. */
  void add(int row, BatchTexts texts, DerivedColumns derived) {
    if (values.has(input)) {
      includeCache();
    }
    if (values.has(total)) {
      source(SENT, texts, derived);
    } else if (values.has(inputCost) || values.has(outputCost)) {
      double sum = values.real(inputCost) + values.real(outputCost);
      values.set(total, ValueType.DOUBLE, Double.doubleToRawLongBits(sum));
      source(SENT, texts, derived);
    } else if (isCall() && (values.has(input) || values.has(output))) {
      Price price = price(row);
      OptionalDouble cost = price == null ? OptionalDouble.empty() : price.usd(tokens());
      if (cost.isPresent()) {
        values.set(total, ValueType.DOUBLE, Double.doubleToRawLongBits(cost.getAsDouble()));
      }
      source(cost.isPresent() ? PRICED : UNPRICED, texts, derived);
    }
  }

  private void includeCache() {
    long fromCache = values.number(cached) + values.number(cacheWrite);
    long given = values.number(input);
    if (fromCache > 0 && (excludesCache || fromCache > given)) {
      values.set(input, ValueType.INT, given + fromCache);
    }
  }

  private boolean isCall() {
    Operation does = operation;
    return does == null || does.layer() == Layer.MODEL;
  }

  private Tokens tokens() {
    return new Tokens(
        values.number(input),
        values.number(cached),
        values.number(cacheWrite),
        values.number(output));
  }

  private @Nullable Price price(int row) {
    if (!values.has(model)) {
      return null;
    }
    long modelRef = values.bits(model);
    long providerRef = values.has(provider) ? values.bits(provider) : 0;
    PriceTable.Model found = known.get(providerRef << 32 | modelRef);
    if (found == null) {
      found =
          prices.model(
              batch.strings().string((int) providerRef), batch.strings().string((int) modelRef));
      known.put(providerRef << 32 | modelRef, found);
    }
    return found.priceAt(batch.startNanos(row));
  }

  private void source(String text, BatchTexts texts, DerivedColumns derived) {
    values.set(costSource, ValueType.STRING, texts.reference(text, derived));
  }
}
