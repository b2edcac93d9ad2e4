// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

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
import dev.clew.model.Span.Attributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Random texts, attribute values and attribute lists: mostly a small vocabulary, so that values
 * repeat as in real data, and now and then the awkward ones (empty, long, outside the BMP, NaN,
 * extreme numbers, deep lists, a key that comes twice).
 */
public final class RandomValues {

  private static final long[] AWKWARD_LONGS = {
    0, 1, -1, 127, 128, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] AWKWARD_DOUBLES = {
    0.0,
    -0.0,
    1.5,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    0.1
  };
  private static final String[] AWKWARD_TEXTS = {
    "", " ", "ünïcödé", "日本語", "🧵🧶", "\"quoted\\\"", "line\nbreak", "nul\0", "\uFFFD", "\u2028"
  };
  private static final String[] KEYS = {
    "http.request.method",
    "http.response.status_code",
    "ml.model.name",
    "gen_ai.usage.input_tokens",
    "user.id",
    "db.system",
    "cache.hit",
    "error.type",
    "schlüssel"
  };
  private static final int DEPTH_MAX = 4;

  private final RandomGenerator random;

  /** Draws from this source. */
  public RandomValues(RandomGenerator random) {
    this.random = random;
  }

  /** Whether something with this chance happens. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A text, well-formed UTF-16. */
  public String text() {
    int roll = random.nextInt(100);
    if (roll < 70) {
      return "value-" + random.nextInt(20);
    }
    if (roll < 85) {
      return Long.toHexString(random.nextLong());
    }
    if (roll < 97) {
      return AWKWARD_TEXTS[random.nextInt(AWKWARD_TEXTS.length)];
    }
    return "long ".repeat(random.nextInt(400));
  }

  /** An attribute key, not empty. */
  public String key() {
    return chance(0.9) ? KEYS[random.nextInt(KEYS.length)] : "key." + random.nextInt(1000);
  }

  /** A value of any type. */
  public AttributeValue value() {
    return value(DEPTH_MAX);
  }

  /** A value of any type whose lists nest at most {@code depth} deep. */
  public AttributeValue value(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 10)) {
      case 0 -> new EmptyValue();
      case 1 -> new BoolValue(random.nextBoolean());
      case 2 -> new IntValue(random.nextInt(500));
      case 3 -> new IntValue(chance(0.5) ? awkwardLong() : random.nextLong());
      case 4 -> new DoubleValue(random.nextDouble());
      case 5 -> new DoubleValue(AWKWARD_DOUBLES[random.nextInt(AWKWARD_DOUBLES.length)]);
      case 6 -> new BytesValue(bytes(random.nextInt(20)));
      case 10 -> new ArrayValue(list(() -> value(depth - 1)));
      case 11 -> new KvListValue(list(() -> new Entry(key(), value(depth - 1))));
      default -> new StringValue(text());
    };
  }

  /** Random bytes. */
  public byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Between none and eight attributes of any type. */
  public Attributes attributes() {
    List<Entry> entries =
        Stream.generate(() -> new Entry(key(), value())).limit(random.nextInt(9)).toList();
    return new Attributes(entries, count());
  }

  /** A dropped-items count: usually zero, at times beyond what a signed 32-bit number holds. */
  public int count() {
    return chance(0.8) ? 0 : (int) awkwardLong();
  }

  private long awkwardLong() {
    return AWKWARD_LONGS[random.nextInt(AWKWARD_LONGS.length)];
  }

  private <T> List<T> list(Supplier<T> element) {
    List<T> list = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      list.add(element.get());
    }
    return list;
  }
}
