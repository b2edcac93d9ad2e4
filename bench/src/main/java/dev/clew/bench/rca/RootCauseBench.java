// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.bench.rca;

import dev.clew.analysis.rootcause.Evidence;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ./clew bench rca}: ranks the services of injected faults and says how often the true one
 * comes first, among three and among five.
 */
@Command(
    name = "rca",
    description = {
      "Score root-cause ranking on systems in which faults were injected.",
      "",
      "DIR, or a folder below it, holds (archives *.tar.xz and *.tar.gz in DIR are unpacked):",
      "  DAY-fault_list.json          {hour: [{inject_time, inject_pod, inject_type}, ...]}",
      "  baseline/DAY/HH_MM_trace.csv spans of a minute without faults",
      "  fault/DAY/HH_MM_trace.csv    spans; HH_MM is the injection's minute plus 2 (or plus 1)",
      "  .../HH_MM_log.csv            beside each of them, if there are logs",
      "Spans: a header, a line #base_unix_us=N, then",
      "  trace,span,parent,pod,operation,start_us,duration_us   (parent 0: root)",
      "Logs: a header, then trace,span,pod,offset_us,level,logger,message",
      "A service is a pod's name without its last two parts.",
      "",
      "A hit is the right service, one rank for each service. Chance: a service drawn by lot.",
      ""
    },
    mixinStandardHelpOptions = true)
public final class RootCauseBench implements Callable<Integer> {

  /** Service level, TrainTicket, as Nezha (FSE 2023, table 3) reports; not run again here. */
  private static final String PUBLISHED =
      """
      Published for Nezha TrainTicket, 45 faults (Nezha, FSE 2023, table 3; AS@1, @3, @5):
        MicroRank (traces)                 15.6   24.4   35.6
        TraceAnomaly (traces)              13.3   28.9   33.3
        MicroScope (metrics)               17.8   26.7   35.6
        MicroRCA (metrics)                 20.0   31.1   44.4
        SBLD (logs)                        15.6   22.2   24.4
        PDiagnose (all three)               8.9   13.3   22.2
        Nezha without metrics              55.6   62.2   68.9
        Nezha (all three)                  86.7   97.8   97.8
      There a hit is the pod and the resource or log line, and ties share a rank; here it is the
      service, and every service has a rank of its own. They used metrics where we do not.
      """;

  private static final int[] DEPTHS = {1, 3, 5};

  @Option(names = "--data", required = true, paramLabel = "DIR", description = "The labelled data.")
  private Path data = Path.of("");

  @Option(names = "--json", description = "Print percentages as JSON and nothing else.")
  private boolean asJson;

  @Option(names = "--cases", description = "List every case with the first suspect's reasons.")
  private boolean listCases;

  private CommandSpec spec = CommandSpec.create();

  private final PrintStream out;

  /** A command that reports to this stream. */
  public RootCauseBench(PrintStream out) {
    this.out = out;
  }

  @Spec
  void spec(CommandSpec own) {
    this.spec = own;
  }

  @Override
  public Integer call() throws Exception {
    if (!Files.isDirectory(data)) {
      throw new ParameterException(
          spec.commandLine(), "--data: " + data + " (expected: a folder with labelled faults)");
    }
    List<FaultCases> folders = new ArrayList<>(FaultCases.findAll(data));
    try (Archives archives = Archives.unpack(data)) {
      folders.addAll(FaultCases.findAll(archives.folder()));
      return report(folders);
    }
  }

  private int report(List<FaultCases> folders) throws IOException {
    if (folders.stream().allMatch(folder -> folder.cases().isEmpty())) {
      for (FaultCases folder : folders) {
        folder.notes().forEach(spec.commandLine().getErr()::println);
      }
      spec.commandLine()
          .getErr()
          .println(
              "--data: " + data + " holds no case (expected: DAY-fault_list.json; see --help)");
      return 1;
    }
    RootCauseScores total = new RootCauseScores();
    for (FaultCases folder : folders) {
      RootCauseScores scores = folders.size() == 1 ? total : new RootCauseScores();
      long beginNanos = System.nanoTime();
      for (FaultCase fault : folder.cases()) {
        scores.judge(fault);
        if (scores != total) {
          total.judge(fault);
        }
      }
      if (!asJson) {
        print(folder, scores, System.nanoTime() - beginNanos);
      }
    }
    if (asJson) {
      out.println(json(total));
    } else {
      out.print(PUBLISHED);
    }
    out.flush();
    return 0;
  }

  private void print(FaultCases folder, RootCauseScores scores, long nanos) {
    Path name = folder.folder().getFileName();
    out.printf(
        Locale.ROOT,
        "%s: %d faults in %.1f s%n",
        name,
        folder.cases().size(),
        (double) nanos / TimeUnit.SECONDS.toNanos(1));
    folder.notes().forEach(note -> out.println("  note: " + note));
    out.printf(
        Locale.ROOT,
        "  %-20s %5s   %-22s   %-22s   %s%n",
        "",
        "cases",
        "spans alone @1 @3 @5",
        "with events @1 @3 @5",
        "chance @1 @3 @5");
    if (scores.judged().isEmpty()) {
      return;
    }
    scores.byFaultType().forEach((type, both) -> row(type, both));
    row("all", new RootCauseScores.Both(scores.traceOnly(), scores.traceAndEvents()));
    if (listCases) {
      scores.judged().forEach(this::printCase);
    }
    out.println();
  }

  private void row(String name, RootCauseScores.Both both) {
    out.printf(Locale.ROOT, "  %-20s %5d", name, both.traceOnly().count());
    for (int k : DEPTHS) {
      out.printf(Locale.ROOT, " %7.1f", both.traceOnly().at(k));
    }
    out.print(" ");
    for (int k : DEPTHS) {
      out.printf(Locale.ROOT, " %7.1f", both.traceAndEvents().at(k));
    }
    out.print(" ");
    for (int k : DEPTHS) {
      out.printf(Locale.ROOT, " %6.1f", both.traceOnly().chance(k));
    }
    out.println();
  }

  private void printCase(RootCauseScores.Judged judged) {
    FaultCase fault = judged.fault();
    out.printf(
        Locale.ROOT,
        "  %s %s in %s: rank %d by spans alone, %d with events%n",
        fault.name(),
        fault.type(),
        fault.service(),
        judged.traceOnlyRank(),
        judged.rank());
    judged.suspects().stream()
        .limit(judged.rank() == 1 ? 1 : 3)
        .forEach(suspect -> {
          out.printf(Locale.ROOT, "      %.2f %s%n", suspect.score(), suspect.service());
          for (Evidence evidence : suspect.evidence().stream().limit(3).toList()) {
            out.printf(Locale.ROOT, "           %.2f %s%n", evidence.strength(), evidence.text());
          }
        });
  }

  private static String json(RootCauseScores scores) {
    ObjectNode root = JsonMapper.shared().createObjectNode();
    put(root.putObject("traceOnly"), scores.traceOnly());
    put(root.putObject("traceAndEvents"), scores.traceAndEvents());
    ObjectNode types = root.putObject("byFaultType");
    for (Map.Entry<String, RootCauseScores.Both> entry : scores.byFaultType().entrySet()) {
      ObjectNode type = types.putObject(entry.getKey());
      put(type.putObject("traceOnly"), entry.getValue().traceOnly());
      put(type.putObject("traceAndEvents"), entry.getValue().traceAndEvents());
    }
    return root.toString();
  }

  private static void put(ObjectNode node, Accuracy accuracy) {
    for (int k : DEPTHS) {
      node.put("as" + k, Math.round(accuracy.at(k) * 100) / 100.0);
    }
  }
}
