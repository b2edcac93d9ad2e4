// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo;

import dev.clew.demo.telemetry.OtlpTarget;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Runs the demo against any OTLP endpoint: {@code java -cp … dev.clew.demo.DemoMain --help}. */
public final class DemoMain {

  private static final String USAGE =
      """
      Sends traces of a simulated ML platform to an OTLP endpoint.

        --otlp-endpoint URL       OTLP gRPC (default http://127.0.0.1:4317)
        --otlp-http-endpoint URL  OTLP HTTP for the services that use it (default: all by gRPC)
        --rate N                  requests per second (default 3)
        --backfill D              history to send first, such as 2h, 30m or 0s (default 2h)
        --duration D              stop after this long live (default: until interrupted)
        --seed N                  same seed and start time, same traces (default 1)
        --ui URL                  base of the web UI, for the links that are printed
      """;

  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);

  private DemoMain() {}

  /** Exit code 0 if everything was sent, 1 if spans were refused, 2 if the arguments are wrong. */
  public static void main(String[] arguments) throws InterruptedException {
    if (List.of(arguments).contains("--help")) {
      System.out.print(USAGE);
      return;
    }
    try {
      System.exit(run(parse(List.of(arguments).iterator()), System.out));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.exit(2);
    }
  }

  record Options(DemoConfig config, URI ui) {}

  private static int run(Options options, PrintStream out) throws InterruptedException {
    try (Demo demo = Demo.create(options.config(), InstantSource.system())) {
      Runtime.getRuntime().addShutdownHook(new Thread(demo::close));
      demo.start();
      demo.hints(options.ui()).forEach(hint -> out.println(hint.title() + "\n  " + hint.url()));
      while (!demo.await(REPORT_INTERVAL)) {
        out.println(line(demo.progress()));
      }
      out.println(line(demo.progress()));
      return demo.progress().spansRefusedCount() == 0 ? 0 : 1;
    }
  }

  private static String line(DemoProgress progress) {
    String line =
        String.format(
            Locale.ROOT,
            "%s  %tF %<tT  %,d traces  %,d spans  %,d sent  %,d refused",
            progress.live() ? "live" : "history",
            progress.simulatedTime().toEpochMilli(),
            progress.traceCount(),
            progress.spanCount(),
            progress.spansSentCount(),
            progress.spansRefusedCount());
    return progress.failedAttemptCount() == 0
        ? line
        : line
            + "  (failed attempts: "
            + progress.failedAttemptCount()
            + ", last: "
            + progress.lastProblem()
            + ")";
  }

  static Options parse(Iterator<String> arguments) {
    DemoConfig defaults = DemoConfig.defaults();
    URI grpc = defaults.target().grpc();
    URI ui = URI.create("http://127.0.0.1:16686");
    Optional<URI> http = Optional.empty();
    double rate = defaults.requestsPerSecond();
    Duration backfill = defaults.backfill();
    Optional<Duration> duration = defaults.duration();
    long seed = defaults.seed();
    while (arguments.hasNext()) {
      String option = arguments.next();
      if (!arguments.hasNext()) {
        throw new IllegalArgumentException(option + ": no value (expected: see --help)");
      }
      String value = arguments.next();
      switch (option) {
        case "--otlp-endpoint" -> grpc = url(option, value);
        case "--otlp-http-endpoint" -> http = Optional.of(url(option, value));
        case "--rate" -> rate = number(option, value);
        case "--backfill" -> backfill = duration(option, value);
        case "--duration" -> duration = Optional.of(duration(option, value));
        case "--seed" -> seed = wholeNumber(option, value);
        case "--ui" -> ui = url(option, value);
        default -> throw new IllegalArgumentException(option + ": unknown (expected: see --help)");
      }
    }
    return new Options(
        new DemoConfig(new OtlpTarget(grpc, http), rate, backfill, duration, seed), ui);
  }

  private static double number(String option, String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(option + ": " + value + " (expected: a number)");
    }
  }

  private static long wholeNumber(String option, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException(option + ": " + value + " (expected: a whole number)");
    }
  }

  private static URI url(String option, String value) {
    try {
      return new URI(value);
    } catch (URISyntaxException _) {
      throw new IllegalArgumentException(option + ": " + value + " (expected: a URL)");
    }
  }

  private static Duration duration(String option, String value) {
    try {
      return Duration.parse("PT" + value);
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException(option + ": " + value + " (expected: such as 2h or 90m)");
    }
  }
}
