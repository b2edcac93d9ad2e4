// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.demo.Demo;
import dev.clew.demo.DemoConfig;
import dev.clew.demo.DemoProgress;
import dev.clew.demo.Hint;
import dev.clew.demo.telemetry.OtlpTarget;
import dev.clew.server.assembly.Endpoints;
import dev.clew.server.config.Configuration;
import dev.clew.server.config.DurationText;
import dev.clew.server.config.Settings;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code clew demo}: a server, and a simulated ML platform that sends it traces over the network.
 */
@Command(
    name = "demo",
    description = {
      "Start the server and a make-believe ML platform that sends it traces over OTLP.",
      "Without --data-dir the data goes to a new directory that is removed at the end."
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private static final Duration REPORT_INTERVAL = Duration.ofSeconds(1);
  private static final int HINTS_SHOWN = 3;
  private static final boolean IS_TERMINAL =
      Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);

  private final Map<String, String> environment;
  private final PrintWriter out;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(names = "--rate", paramLabel = "N", description = "Requests per second (default: 3).")
  private @Nullable Double rate;

  @Option(
      names = "--backfill",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "History to send first, such as 30m or 0s (default: 2h).")
  private @Nullable Duration backfill;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      converter = DurationOption.class,
      description = "Stop after being live for this long (default: until Ctrl-C).")
  private @Nullable Duration duration;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed and start time give the same traces (default: 1).")
  private @Nullable Long seed;

  /** Times as in the configuration. */
  private static final class DurationOption implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      try {
        return DurationText.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  DemoCommand(Map<String, String> environment, PrintWriter out) {
    this.environment = environment;
    this.out = out;
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = options.load(environment);
    Runnable afterwards = () -> {};
    if (configuration.isDefault(Settings.DATA_DIR)) {
      TemporaryDirectory directory = TemporaryDirectory.create("clew-demo-");
      configuration = options.load(environment, directory.path());
      afterwards = directory::delete;
    }
    try (RunningServer server = RunningServer.start(configuration, afterwards)) {
      return run(server.endpoints());
    }
  }

  private int run(Endpoints endpoints) throws InterruptedException {
    out.println("Clew is ready: " + endpoints.query());
    try (Demo demo = Demo.create(config(endpoints), InstantSource.system())) {
      demo.start();
      boolean announced = false;
      boolean ended = false;
      while (!ended) {
        ended = demo.await(REPORT_INTERVAL);
        DemoProgress progress = demo.progress();
        out.print((IS_TERMINAL ? "\r" : "") + line(progress) + (IS_TERMINAL ? "  " : "\n"));
        out.flush();
        if (progress.live() && !announced) {
          announced = true;
          announce(demo.hints(endpoints.query()));
        }
      }
      return demo.progress().spansRefusedCount() == 0 ? 0 : 1;
    }
  }

  private DemoConfig config(Endpoints endpoints) {
    DemoConfig defaults = DemoConfig.defaults();
    return new DemoConfig(
        new OtlpTarget(endpoints.otlpGrpc(), Optional.of(endpoints.otlpHttp())),
        rate == null ? defaults.requestsPerSecond() : rate,
        backfill == null ? defaults.backfill() : backfill,
        Optional.ofNullable(duration),
        seed == null ? defaults.seed() : seed);
  }

  private void announce(List<Hint> hints) {
    out.println();
    out.println("Three things worth looking at:");
    for (Hint hint : hints.subList(0, Math.min(HINTS_SHOWN, hints.size()))) {
      out.println();
      out.println("  " + hint.title());
      out.println("    " + hint.lookFor());
      out.println("    " + hint.url());
    }
    out.println();
    out.println("The platform goes on sending. Ctrl-C stops everything.");
  }

  private static String line(DemoProgress progress) {
    String line =
        String.format(
            Locale.ROOT,
            "%s: %,d traces, %,d spans sent",
            progress.live() ? "live" : "sending history",
            progress.traceCount(),
            progress.spansSentCount());
    return progress.spansRefusedCount() == 0
        ? line
        : line + ", " + progress.spansRefusedCount() + " refused (" + progress.lastProblem() + ")";
  }
}
