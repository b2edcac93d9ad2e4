// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.cli;

import dev.clew.server.config.Assignment;
import dev.clew.server.config.ConfigurationLoader;
import dev.clew.server.config.Setting;
import dev.clew.server.config.Settings;
import dev.clew.server.config.StoreSettings;
import dev.clew.server.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * {@code clew rehearse}, which {@code ./clew} runs once after a build so that Java learns how the
 * program runs. On free ports and in a directory of its own, it is in nobody's way.
 */
@Command(
    name = "rehearse",
    description = "Send make-believe traffic through a server that ends with it.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class RehearseCommand implements Callable<Integer> {

  /** So small that heads become segments, and segments are merged, many times. */
  private static final String HEAD_SPANS_MAX = "25000";

  @Override
  public Integer call() throws Exception {
    TemporaryDirectory directory = TemporaryDirectory.create("clew-rehearsal-");
    try (RunningServer server =
        RunningServer.start(
            new ConfigurationLoader(Settings.all()).load(null, Map.of(), settings(directory)),
            directory::delete)) {
      new Rehearsal(server.endpoints(), Rehearsal.Effort.full()).run();
    }
    return 0;
  }

  private static List<Assignment> settings(TemporaryDirectory directory) {
    List<Assignment> settings = new ArrayList<>();
    settings.add(assign(Settings.DATA_DIR, directory.path().toString()));
    settings.add(assign(StoreSettings.HEAD_SPANS_MAX, HEAD_SPANS_MAX));
    for (Setting<?> setting : Settings.all()) {
      if (setting.key().endsWith(".port")) {
        settings.add(assign(setting, "0"));
      }
    }
    return settings;
  }

  private static Assignment assign(Setting<?> setting, String value) {
    return new Assignment(setting.key(), value, "rehearsal");
  }
}
