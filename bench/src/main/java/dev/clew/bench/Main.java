// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench;

import dev.clew.bench.ingest.IngestBench;
import dev.clew.bench.rca.RootCauseBench;
import dev.clew.bench.report.ReportBench;
import java.io.PrintStream;
import java.util.Arrays;
import picocli.CommandLine;

/** The command {@code ./clew bench}: hands over to the benchmark that was asked for. */
public final class Main {

  private static final String HELP =
      """
      Measures how fast Clew is on this machine, and how right.

      Usage: ./clew bench [COMMAND] [OPTIONS]

        report    a whole server: ingest, disk, queries, memory, restart (what runs without COMMAND)
        ingest    a whole server in a process of its own: CPU, speed, disk and memory
        jmh       small pieces of code, one at a time, with JMH
        rca       how often root-cause ranking is right, on injected faults

      ./clew bench COMMAND --help explains each command. For example:

        ./clew bench                            everything on one page, in two minutes
        ./clew bench --full --output report     ten million spans per shape; Markdown and JSON
        ./clew bench --peer zipkin              beside Zipkin's server, under the same spans
        ./clew bench ingest                     three million spans as fast as they go
        ./clew bench jmh OtlpReader -prof gc    the OTLP reader beside protobuf-java
        ./clew bench jmh -l                     what there is
      """;

  private Main() {}

  /** Runs the command named first; the other words are its own. */
  public static void main(String[] args) throws Exception {
    String command = args.length == 0 ? "report" : args[0];
    switch (command) {
      case "report" -> System.exit(report(rest(args)));
      case "ingest" ->
          System.exit(new CommandLine(new IngestBench(System.out)).execute(rest(args)));
      case "rca" ->
          System.exit(new CommandLine(new RootCauseBench(System.out)).execute(rest(args)));
      case "jmh" -> jmh(rest(args));
      case "--help", "-h", "help" -> print(System.out, HELP);
      default -> {
        if (command.startsWith("--")) {
          System.exit(report(args));
        }
        print(
            System.err,
            "bench: \"" + command + "\" (expected: report, ingest, jmh, rca, or --help)\n");
        System.exit(2);
      }
    }
  }

  private static int report(String[] args) {
    return new CommandLine(new ReportBench(System.out, System.err)).execute(args);
  }

  private static String[] rest(String[] args) {
    return args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
  }

  private static void jmh(String[] args) throws Exception {
    String[] words =
        Arrays.stream(args).map(word -> word.equals("--help") ? "-h" : word).toArray(String[]::new);
    org.openjdk.jmh.Main.main(words);
  }

  private static void print(PrintStream out, String text) {
    out.print(text);
    out.flush();
  }
}
