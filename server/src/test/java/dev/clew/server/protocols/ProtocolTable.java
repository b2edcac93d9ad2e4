// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Collects what came back, and writes it as a document. */
final class ProtocolTable {

  private static final String ABSENT = "–";

  private record Difference(Fact fact, String sent, String read) {}

  private final Map<Protocol, Map<Api, Map<Fact, String>>> answers = new EnumMap<>(Protocol.class);

  void add(Protocol protocol, Api api, Map<Fact, String> read) {
    answers.computeIfAbsent(protocol, _ -> new EnumMap<>(Api.class)).put(api, read);
  }

  /** The facts that came back otherwise than they were sent. */
  Set<Fact> differences(Protocol protocol, Api api) {
    Map<Fact, String> sent = protocol.sent();
    Map<Fact, String> read = read(protocol, api);
    Set<Fact> differences = EnumSet.noneOf(Fact.class);
    for (Fact fact : Fact.values()) {
      if (!Objects.equals(sent.get(fact), read.get(fact))) {
        differences.add(fact);
      }
    }
    return differences;
  }

  String toMarkdown() {
    return """
    # Protocols in, APIs out

    What a client has sent by one protocol, and what another client gets by any API. The tables are written by a test that does it with a
    whole server, `ProtocolTableTest`, and that fails when they are out of date. Trace ids, span ids and parents are the same everywhere.
    The web UI reads Jaeger v3 over HTTP. A record from [Kafka](receivers.md#kafka) holds what a request does, but one span with its process in
    `jaeger_proto`.

    ## What a client can say

    %s
    ## What comes back

    “all” is everything that was sent; else what is named comes back in another form, which the last table shows.

    %s
    ## What comes back in another form

    %s\
    """
        .formatted(sentTable(), answerTable(), differenceTable());
  }

  private static String sentTable() {
    StringBuilder table = new StringBuilder();
    row(table, Stream.concat(Stream.of("what"), Stream.of(Family.values()).map(Family::title)));
    row(table, Stream.generate(() -> "---").limit(Family.values().length + 1L));
    for (Fact fact : Fact.values()) {
      row(
          table,
          Stream.concat(
              Stream.of(fact.label()),
              Stream.of(Family.values()).map(family -> family.sent().getOrDefault(fact, ABSENT))));
    }
    return table.toString();
  }

  private String answerTable() {
    StringBuilder table = new StringBuilder();
    row(table, Stream.concat(Stream.of("sent by"), Stream.of(Api.values()).map(Api::title)));
    row(table, Stream.generate(() -> "---").limit(Api.values().length + 1L));
    for (Protocol protocol : Protocol.values()) {
      row(
          table,
          Stream.concat(
              Stream.of(protocol.title()),
              Stream.of(Api.values()).map(api -> cell(differences(protocol, api)))));
    }
    return table.toString();
  }

  private static String cell(Set<Fact> differences) {
    return differences.isEmpty()
        ? "all"
        : "all but " + list(differences.stream().map(Fact::label).toList());
  }

  private String differenceTable() {
    Map<Difference, Set<Family>> senders = new LinkedHashMap<>();
    Map<Difference, Set<Api>> readers = new LinkedHashMap<>();
    for (Fact fact : Fact.values()) {
      for (Protocol protocol : Protocol.values()) {
        for (Api api : Api.values()) {
          if (differences(protocol, api).contains(fact)) {
            Difference difference =
                new Difference(
                    fact,
                    protocol.sent().getOrDefault(fact, ABSENT),
                    read(protocol, api).getOrDefault(fact, ABSENT));
            senders
                .computeIfAbsent(difference, _ -> EnumSet.noneOf(Family.class))
                .add(protocol.family());
            readers.computeIfAbsent(difference, _ -> EnumSet.noneOf(Api.class)).add(api);
          }
        }
      }
    }
    StringBuilder table = new StringBuilder();
    row(table, Stream.of("what", "sent", "comes back", "sent by", "read by"));
    row(table, Stream.generate(() -> "---").limit(5));
    senders.forEach((difference, families) ->
        row(
            table,
            Stream.of(
                difference.fact.label(),
                difference.sent,
                difference.read,
                list(families.stream().map(Family::title).toList()),
                list(
                    readers.getOrDefault(difference, Set.of()).stream()
                        .map(Api::title)
                        .toList()))));
    return table.toString();
  }

  private Map<Fact, String> read(Protocol protocol, Api api) {
    return answers.getOrDefault(protocol, Map.of()).getOrDefault(api, Map.of());
  }

  private static String list(Collection<String> texts) {
    return String.join(", ", texts);
  }

  private static void row(StringBuilder table, Stream<String> cells) {
    table.append(
        cells
            .map(cell -> cell.replace("|", "\\|"))
            .collect(Collectors.joining(" | ", "| ", " |\n")));
  }
}
