// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The faults of one folder.
 *
 * @param folder where they are
 * @param cases those whose spans are there, in order of time
 * @param notes what is missing and what was used instead, for people
 */
record FaultCases(Path folder, List<FaultCase> cases, List<String> notes) {

  /** How long after the injection the minute ends that is judged, as in the published tables. */
  private static final int JUDGED_MINUTE = 2;

  private static final String LIST_SUFFIX = "-fault_list.json";
  private static final String SPANS_SUFFIX = "_trace.csv";
  private static final int DEPTH_MAX = 5;
  private static final DateTimeFormatter INJECT_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter FILE_TIME =
      DateTimeFormatter.ofPattern("HH_mm", Locale.ROOT);

  FaultCases {
    cases = List.copyOf(cases);
    notes = List.copyOf(notes);
  }

  /** Every folder below {@code root}, or itself, that holds lists of faults. */
  static List<FaultCases> findAll(Path root) throws IOException {
    List<Path> folders;
    try (Stream<Path> files = Files.walk(root, DEPTH_MAX)) {
      folders =
          files
              .filter(file -> file.getFileName().toString().endsWith(LIST_SUFFIX))
              .map(file -> file.toAbsolutePath().getParent())
              .distinct()
              .sorted()
              .toList();
    }
    List<FaultCases> all = new ArrayList<>();
    for (Path folder : folders) {
      all.add(read(folder));
    }
    return all;
  }

  private static FaultCases read(Path folder) throws IOException {
    List<FaultCase> cases = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path list : filesIn(folder, LIST_SUFFIX)) {
      String name = list.getFileName().toString();
      String day = name.substring(0, name.length() - LIST_SUFFIX.length());
      Optional<Path> baseline = baseline(folder, day, notes);
      if (baseline.isEmpty()) {
        notes.add(day + ": no spans of a time without faults below baseline/, day skipped");
        continue;
      }
      for (JsonNode hour : JsonMapper.shared().readTree(Files.readString(list))) {
        for (JsonNode fault : hour) {
          read(fault, folder.resolve("fault").resolve(day), baseline.get(), notes)
              .ifPresent(cases::add);
        }
      }
    }
    return new FaultCases(folder, cases, notes);
  }

  private static Optional<FaultCase> read(
      JsonNode fault, Path day, Path baseline, List<String> notes) {
    LocalDateTime injected = LocalDateTime.parse(fault.path("inject_time").asString(), INJECT_TIME);
    String type = fault.path("inject_type").asString();
    String service = TraceFile.service(fault.path("inject_pod").asString());
    String name = INJECT_TIME.format(injected);
    for (int minute = JUDGED_MINUTE; minute > 0; minute--) {
      Path spans = day.resolve(FILE_TIME.format(injected.plusMinutes(minute)) + SPANS_SUFFIX);
      if (Files.exists(spans)) {
        if (minute != JUDGED_MINUTE) {
          notes.add(name + ": spans of minute " + JUDGED_MINUTE + " missing, judged by " + minute);
        }
        if (!Files.exists(TraceFile.logs(spans))) {
          notes.add(name + ": no log lines, judged by spans alone");
        }
        return Optional.of(new FaultCase(name, type, service, baseline, spans));
      }
    }
    notes.add(name + " (" + type + " in " + service + "): spans missing, skipped");
    return Optional.empty();
  }

  private static Optional<Path> baseline(Path folder, String day, List<String> notes)
      throws IOException {
    Path root = folder.resolve("baseline");
    List<Path> sameDay = filesIn(root.resolve(day), SPANS_SUFFIX);
    if (!sameDay.isEmpty()) {
      return Optional.of(sameDay.getFirst());
    }
    if (!Files.isDirectory(root)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(root, 2)) {
      Optional<Path> other =
          files.filter(file -> file.toString().endsWith(SPANS_SUFFIX)).sorted().findFirst();
      other.ifPresent(file -> notes.add(day + ": no baseline, compared with " + file));
      return other;
    }
  }

  private static List<Path> filesIn(Path folder, String suffix) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    }
  }
}
