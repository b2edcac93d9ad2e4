// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.config.Configuration;
import dev.clew.server.config.ConfigurationReference;
import dev.clew.server.config.Settings;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code clew config}: prints what holds, as YAML that can be used as a configuration file again.
 */
@Command(
    name = "config",
    description = "Print every setting with its value and where the value comes from.",
    mixinStandardHelpOptions = true)
final class ConfigCommand implements Callable<Integer> {

  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9/][A-Za-z0-9._/-]*|\\[[A-Za-z0-9._/:, -]*]");

  private final Map<String, String> environment;
  private final PrintWriter out;

  @Mixin private final ConfigurationOptions options = new ConfigurationOptions();

  @Option(
      names = "--reference",
      description = "Print what every setting means instead, as Markdown.")
  private boolean reference;

  ConfigCommand(Map<String, String> environment, PrintWriter out) {
    this.environment = environment;
    this.out = out;
  }

  @Override
  public Integer call() {
    if (reference) {
      out.print(ConfigurationReference.markdown(Settings.all()));
    } else {
      print(options.load(environment));
    }
    out.flush();
    return 0;
  }

  private void print(Configuration configuration) {
    for (Configuration.Effective<?> effective : configuration.values()) {
      String line = effective.setting().key() + ": " + yaml(effective.formattedValue());
      out.printf(Locale.ROOT, "%-44s # %s%n", line, effective.origin());
    }
  }

  /** Quotes what YAML could read as anything but this text. */
  private static String yaml(String value) {
    return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "''") + "'";
  }
}
