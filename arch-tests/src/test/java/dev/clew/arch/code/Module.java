// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.arch.code;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.Source;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The modules, lowest layer first. A module without Java, such as the web UI, is none of them; the
 * Java of {@link #PROTO} is generated, so others may use it but no rule looks into it.
 */
enum Module {
  MODEL("model"),
  VOCABULARY("vocabulary"),
  CODEC("codec"),
  STORE_API("store-api"),
  PROTO("proto"),
  STORE_SEGMENT("store-segment"),
  PIPELINE("pipeline"),
  ANALYSIS("analysis"),
  RECEIVER("receiver"),
  QUERY("query"),
  TRANSFER("transfer"),
  SERVER("server"),
  CLIENT("client"),
  DEMO("demo"),
  TESTKIT("testkit"),
  BENCH("bench");

  /**
   * {@code …/store-api/target/classes/…} after a compile, {@code …/target/clew-….jar!…} after a
   * package.
   */
  private static final Pattern LOCATION =
      Pattern.compile("/([a-z-]+)/target/(?:classes/|clew-[^/]+\\.jar!)");

  private final String directory;

  Module(String directory) {
    this.directory = directory;
  }

  /** Its directory below the root of the project. */
  String directory() {
    return directory;
  }

  /** What this module may use beside itself, the JDK and libraries. */
  Set<Module> uses() {
    return switch (this) {
      case MODEL, PROTO -> Set.of();

      case CODEC, STORE_API, VOCABULARY -> Set.of(MODEL);

      case STORE_SEGMENT -> Set.of(MODEL, STORE_API);
      case PIPELINE, ANALYSIS -> Set.of(MODEL, VOCABULARY, STORE_API);

      case RECEIVER -> Set.of(MODEL, CODEC, STORE_API, PIPELINE);
      case QUERY -> Set.of(MODEL, VOCABULARY, CODEC, STORE_API, PROTO, ANALYSIS);

      case TRANSFER -> Set.of(MODEL, CODEC, STORE_API, PIPELINE);

      case SERVER ->
          Set.of(
              MODEL,
              VOCABULARY,
              CODEC,
              STORE_API,
              STORE_SEGMENT,
              PIPELINE,
              ANALYSIS,
              RECEIVER,
              QUERY,
              TRANSFER,
              DEMO);

      // What users run beside Clew: they know the wire formats and nothing of ours.
      case CLIENT, DEMO -> Set.of();

      case TESTKIT -> Set.of(MODEL, STORE_API);
      case BENCH ->
          Set.of(
              MODEL,
              VOCABULARY,
              CODEC,
              STORE_API,
              PROTO,
              STORE_SEGMENT,
              PIPELINE,
              ANALYSIS,
              RECEIVER,
              QUERY,
              SERVER,
              TESTKIT);
    };
  }

  /** The module that a class is from; empty for the JDK, libraries and tests. */
  static Optional<Module> of(JavaClass type) {
    return type.getSource().map(Source::getUri).flatMap(uri -> at(uri.toString()));
  }

  private static Optional<Module> at(String location) {
    Matcher matcher = LOCATION.matcher(location);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String found = matcher.group(1);
    return Arrays.stream(values()).filter(module -> module.directory.equals(found)).findFirst();
  }
}
