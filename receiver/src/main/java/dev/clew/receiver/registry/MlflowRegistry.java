// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.receiver.registry;

import dev.clew.pipeline.registry.ModelRegistry;
import dev.clew.pipeline.registry.ModelVersion;
import dev.clew.receiver.registry.JsonOverHttp.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** MLflow's model registry over its REST API, {@code /api/2.0/mlflow}. */
public final class MlflowRegistry implements ModelRegistry, AutoCloseable {

  private static final String API = "/api/2.0/mlflow";
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;

  private final JsonOverHttp http;

  /** A registry that was not asked yet. */
  public MlflowRegistry(RegistryAddress address) {
    this.http = new JsonOverHttp(address);
  }

  @Override
  public Optional<ModelVersion> version(String model, String version)
      throws IOException, InterruptedException {
    return ask("/model-versions/get", Map.of("name", model, "version", version));
  }

  @Override
  public Optional<ModelVersion> alias(String model, String alias)
      throws IOException, InterruptedException {
    return ask("/registered-models/alias", Map.of("name", model, "alias", alias));
  }

  @Override
  public void close() {
    http.close();
  }

  private Optional<ModelVersion> ask(String path, Map<String, String> query)
      throws IOException, InterruptedException {
    Reply reply = http.get(API + path, query);
    if (isAbsent(reply)) {
      return Optional.empty();
    }
    JsonNode version = reply.body().path("model_version");
    if (reply.status() != OK || !version.isObject()) {
      throw http.unexpected(reply, "a model_version");
    }
    return Optional.of(read(version));
  }

  /** There are no such models, versions or aliases; another 404 means another server. */
  private static boolean isAbsent(Reply reply) {
    String code = reply.body().path("error_code").asString("");
    return (reply.status() == NOT_FOUND && code.equals("RESOURCE_DOES_NOT_EXIST"))
        || (reply.status() == BAD_REQUEST
            && (code.equals("RESOURCE_DOES_NOT_EXIST") || code.equals("INVALID_PARAMETER_VALUE")));
  }

  private static ModelVersion read(JsonNode version) {
    List<String> aliases = new ArrayList<>();
    version.path("aliases").forEach(alias -> aliases.add(alias.asString("")));
    Map<String, String> tags = new HashMap<>();
    version
        .path("tags")
        .forEach(tag -> tags.put(tag.path("key").asString(""), tag.path("value").asString("")));
    tags.remove("");
    String stage = version.path("current_stage").asString("");
    return new ModelVersion(
        version.path("version").asString(""),
        version.path("run_id").asString(""),
        stage.equals("None") ? "" : stage,
        aliases,
        tags);
  }
}
