// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.registry;

import dev.clew.pipeline.registry.FeatureRegistry;
import dev.clew.pipeline.registry.FeatureView;
import dev.clew.receiver.registry.JsonOverHttp.Reply;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Feast's registry over its REST API, {@code /api/v1}, as {@code feast serve_registry --rest-api}
 * serves it: protobuf as JSON, where whole numbers may be texts and times are RFC 3339.
 */
public final class FeastRegistry implements FeatureRegistry, AutoCloseable {

  private static final int OK = 200;
  private static final int NOT_FOUND = 404;

  private final JsonOverHttp http;
  private final String project;

  /** A registry that was not asked yet. */
  public FeastRegistry(RegistryAddress address, String project) {
    this.http = new JsonOverHttp(address);
    this.project = project;
  }

  @Override
  public Optional<FeatureView> view(String name) throws IOException, InterruptedException {
    Reply reply =
        http.get("/api/v1/feature_views/" + JsonOverHttp.encode(name), Map.of("project", project));
    if (reply.status() == NOT_FOUND && !reply.body().isMissingNode()) {
      return Optional.empty();
    }
    JsonNode view =
        reply.body().path("featureView").isObject()
            ? reply.body().path("featureView")
            : reply.body();
    if (reply.status() != OK || !view.path("spec").isObject()) {
      throw http.unexpected(reply, "a feature view with its spec");
    }
    return Optional.of(read(view.path("spec"), view.path("meta")));
  }

  @Override
  public void close() {
    http.close();
  }

  private static FeatureView read(JsonNode spec, JsonNode meta) throws IOException {
    List<Long> materialized = new ArrayList<>();
    for (JsonNode interval : meta.path("materializationIntervals")) {
      String end = interval.path("endTime").asString("");
      if (!end.isEmpty()) {
        materialized.add(epochNanos(end));
      }
    }
    String number = meta.path("currentVersionNumber").asString("");
    return new FeatureView(
        number.isEmpty() ? spec.path("version").asString("") : number,
        seconds(spec.path("ttl").asString("")),
        materialized);
  }

  private static long epochNanos(String time) throws IOException {
    try {
      Instant instant = Instant.parse(time);
      return Math.addExact(TimeUnit.SECONDS.toNanos(instant.getEpochSecond()), instant.getNano());
    } catch (DateTimeParseException | ArithmeticException e) {
      throw new IOException("endTime: " + time + " (expected: a time as RFC 3339 has it)", e);
    }
  }

  /** Of {@code 86400s}; zero means that features never get too old. */
  private static OptionalDouble seconds(String duration) throws IOException {
    if (duration.isEmpty()) {
      return OptionalDouble.empty();
    }
    try {
      double seconds = Double.parseDouble(duration.replaceFirst("s$", ""));
      return seconds > 0 ? OptionalDouble.of(seconds) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      throw new IOException("ttl: " + duration + " (expected: seconds such as 86400s)", e);
    }
  }
}
