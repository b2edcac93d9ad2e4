// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.vocabulary.price;

import dev.clew.vocabulary.VocabularyException;
import dev.clew.vocabulary.yaml.YamlNode;
import dev.clew.vocabulary.yaml.YamlReading;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads price tables. A user's own holds for the models it names, what comes with Clew for others.
 */
public final class PriceFile {

  private static final String RESOURCE = "prices.yaml";
  private static final long SECOND_NANOS = 1_000_000_000L;
  private static final Set<String> SECTIONS = new TreeSet<>(Set.of("version", "sources", "prices"));
  private static final Set<String> PRICE =
      new TreeSet<>(
          Set.of("providers", "models", "since", "input", "cached", "cache-write", "output"));

  private final YamlReading reading;

  private PriceFile(YamlReading reading) {
    this.reading = reading;
  }

  static PriceTable standard() {
    try (InputStream in = PriceFile.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("resource: " + RESOURCE + " is missing");
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new PriceFile(new YamlReading(RESOURCE)).read(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a user's table.
   *
   * @param place what messages call it
   * @throws VocabularyException if something is wrong; names all of it
   */
  public static PriceTable read(String text, String place) {
    return new PriceFile(new YamlReading(place)).read(text).over(standard());
  }

  private PriceTable read(String text) {
    YamlNode.Mapping root = reading.parse(text);
    SequencedMap<String, YamlNode> sections = reading.members(root, SECTIONS);
    YamlNode version = sections.get("version");
    int number = version == null ? 0 : (int) reading.number(version);
    List<PriceTable.Entry> entries =
        reading.items(sections.get("prices")).stream().map(this::entry).toList();
    if (!reading.problems().isEmpty()) {
      throw new VocabularyException(reading.problems());
    }
    return new PriceTable(number, entries);
  }

  private PriceTable.Entry entry(YamlNode node) {
    SequencedMap<String, YamlNode> members = reading.members(node, PRICE);
    for (String name : List.of("providers", "models", "input", "output")) {
      if (!members.containsKey(name)) {
        reading.problem(node, name + ": missing");
      }
    }
    YamlNode since = members.get("since");
    return new PriceTable.Entry(
        Set.copyOf(reading.texts(members.get("providers"))),
        reading.texts(members.get("models")),
        since == null ? 0 : epochNanos(since),
        new Price(
            price(members.get("input")).orElse(0),
            price(members.get("cached")),
            price(members.get("cache-write")),
            price(members.get("output")).orElse(0)));
  }

  private OptionalDouble price(@Nullable YamlNode node) {
    return node == null ? OptionalDouble.empty() : OptionalDouble.of(reading.number(node));
  }

  private long epochNanos(YamlNode node) {
    String text = reading.text(node);
    try {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond() * SECOND_NANOS;
    } catch (DateTimeParseException _) {
      reading.problem(node, "since " + text + ": no day (expected: 2026-01-31)");
      return 0;
    }
  }
}
