// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.server.assembly.Endpoints;
import dev.clew.server.assembly.ServerAssembly;
import dev.clew.server.config.Assignment;
import dev.clew.server.config.Configuration;
import dev.clew.server.config.ConfigurationLoader;
import dev.clew.server.config.ServerConfig;
import dev.clew.server.config.Setting;
import dev.clew.server.config.Settings;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearsalTest {

  private static final Pattern SPANS_ACCEPTED =
      Pattern.compile("(?m)^clew_ingest_spans_accepted_total(?:\\{[^}]*})? ([0-9.E]+)$");

  @TempDir private Path directory;

  @Test
  void run_sendsTheDemoAndThenAsManySpansAsAskedFor() throws Exception {
    try (ServerAssembly server = new ServerAssembly(ServerConfig.of(configuration()));
        HttpClient client = HttpClient.newHttpClient()) {
      Endpoints endpoints = server.start();

      new Rehearsal(endpoints, new Rehearsal.Effort(Duration.ofMinutes(1), 5_000, 1_000, 2)).run();

      String metrics =
          client
              .send(
                  HttpRequest.newBuilder(endpoints.admin().resolve("/metrics")).build(),
                  BodyHandlers.ofString())
              .body();
      double stored = 0;
      for (Matcher each = SPANS_ACCEPTED.matcher(metrics); each.find(); ) {
        stored += Double.parseDouble(each.group(1));
      }
      assertThat(stored).as(metrics).isGreaterThan(6_000);
    }
  }

  private Configuration configuration() {
    List<Assignment> assignments = new ArrayList<>();
    assignments.add(new Assignment("data-dir", directory.toString(), "test"));
    for (Setting<?> setting : Settings.all()) {
      if (setting.key().endsWith(".port")) {
        assignments.add(new Assignment(setting.key(), "0", "test"));
      }
    }
    return new ConfigurationLoader(Settings.all()).load(null, Map.of(), assignments);
  }
}
