// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.price;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prices of models over time.
 *
 * <p>A model is looked for by its name as it was sent, then without what platforms put around it: a
 * path before it, a region or vendor before it, a date or version behind it.
 *
 * <p>Threads: immutable.
 */
public final class PriceTable {

  private static final Pattern PREFIX =
      Pattern.compile("^.*/|^(?:us|eu|apac|global)\\.|^(?:anthropic|openai)\\.");
  private static final Pattern SUFFIX =
      Pattern.compile("(?:-v\\d+(?::\\d+)?|[-@]\\d{4}-?\\d{2}-?\\d{2}|-latest)$");
  private static final Model UNKNOWN = new Model(List.of());

  private final int version;
  private final Map<String, List<Entry>> byModel = new HashMap<>();

  /** A price from a moment on, of some providers. */
  record Entry(Set<String> providers, List<String> models, long sinceEpochNanos, Price price) {

    Entry {
      providers = Set.copyOf(providers);
      models = List.copyOf(models);
    }
  }

  /** What a model has cost, newest first. */
  public static final class Model {

    private final List<Entry> entries;

    private Model(List<Entry> entries) {
      this.entries = entries;
    }

    /** The price at a time; null if it is not known. */
    public @Nullable Price priceAt(long epochNanos) {
      for (Entry entry : entries) {
        if (entry.sinceEpochNanos <= epochNanos) {
          return entry.price;
        }
      }
      return null;
    }
  }

  PriceTable(int version, List<Entry> entries) {
    this.version = version;
    for (Entry entry : entries) {
      for (String model : entry.models()) {
        byModel.merge(
            model, List.of(entry), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
      }
    }
    byModel.replaceAll((_, all) ->
        all.stream().sorted(Comparator.comparingLong(Entry::sinceEpochNanos).reversed()).toList());
  }

  /** The prices that come with Clew. */
  public static PriceTable standard() {
    return PriceFile.standard();
  }

  /** No prices: every call that does not say what it costs is unpriced. */
  public static PriceTable empty() {
    return new PriceTable(0, List.of());
  }

  /** Counts the changes of the file. */
  public int version() {
    return version;
  }

  /** The prices of a model of a provider, which may be empty for not known. */
  public Model model(String provider, String name) {
    List<Entry> entries = byModel.get(name);
    String plain = name;
    while (entries == null) {
      String shorter = PREFIX.matcher(SUFFIX.matcher(plain).replaceFirst("")).replaceFirst("");
      if (shorter.equals(plain)) {
        return UNKNOWN;
      }
      plain = shorter;
      entries = byModel.get(plain);
    }
    return new Model(
        entries.stream()
            .filter(entry -> provider.isEmpty() || entry.providers().contains(provider))
            .toList());
  }

  /** These prices before those: for the models they name, they alone hold. */
  PriceTable over(PriceTable base) {
    PriceTable both = new PriceTable(version, List.of());
    both.byModel.putAll(base.byModel);
    both.byModel.putAll(byModel);
    return both;
  }
}
