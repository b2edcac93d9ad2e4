// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.clew;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.model.TraceId;
import dev.clew.query.http.ApiException;
import dev.clew.query.http.QueryCall;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.query.parameter.TraceIdText;
import dev.clew.store.admin.Deletion;
import dev.clew.store.admin.DeletionResult;
import dev.clew.store.admin.StoreAdmin;
import tools.jackson.core.JsonGenerator;

/**
 * Single traces: {@code DELETE /api/clew/v1/traces/{id}}, where it is allowed.
 *
 * <p>Threads: any number of requests at once.
 */
public final class TraceApi {

  private final StoreAdmin admin;
  private final QueryRunner runner;
  private final boolean deletionEnabled;
  private final V3Errors errors = new V3Errors();

  /**
   * An API that is not served yet.
   *
   * @param deletionEnabled whether traces may be deleted over the network
   */
  public TraceApi(StoreAdmin admin, QueryRunner runner, boolean deletionEnabled) {
    this.admin = admin;
    this.runner = runner;
    this.deletionEnabled = deletionEnabled;
  }

  /**
   * Adds the routes to a server.
   *
   * @param basePath what comes before {@code /api}: empty, or {@code /} and a name
   */
  public void addTo(ServerBuilder server, String basePath) {
    server
        .route()
        .delete(basePath + "/api/clew/v1/traces/{id}")
        .build(runner.service("clew/delete", errors, this::delete));
  }

  private void delete(QueryCall call) {
    if (!deletionEnabled) {
      throw ApiException.forbidden("deletion is off (see the setting query.delete-enabled)");
    }
    DeletionResult result = admin.delete(new Deletion.Trace(id(call)));
    if (result.spanCount() == 0) {
      throw ApiException.notFound("trace not found");
    }
    call.writeJson(json -> write(json, result));
  }

  private static void write(JsonGenerator json, DeletionResult result) {
    json.writeStartObject();
    json.writeNumberProperty("spanCount", result.spanCount());
    json.writeNumberProperty("traceCount", result.traceCount());
    json.writeNumberProperty("unsearchedFileCount", result.unsearchedFileCount());
    json.writeEndObject();
  }

  private static TraceId id(QueryCall call) {
    return TraceIdText.parse("traceId", call.pathParameter("id"));
  }
}
