// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.vocabulary;

import com.linecorp.armeria.server.ServerBuilder;
import dev.clew.query.http.QueryCall;
import dev.clew.query.http.QueryRunner;
import dev.clew.query.jaeger.v3.V3Errors;
import dev.clew.vocabulary.Alias;
import dev.clew.vocabulary.Concept;
import dev.clew.vocabulary.Convention;
import dev.clew.vocabulary.Vocabulary;
import tools.jackson.core.JsonGenerator;

/** Serves the vocabulary: what is shown with a concept, and which names mean it. */
public final class VocabularyApi {

  private final Vocabulary vocabulary;
  private final QueryRunner runner;

  /** An API that is not served yet. */
  public VocabularyApi(Vocabulary vocabulary, QueryRunner runner) {
    this.vocabulary = vocabulary;
    this.runner = runner;
  }

  /** Adds the route to a server, below {@code basePath}. */
  public void addTo(ServerBuilder server, String basePath) {
    server
        .route()
        .get(basePath + "/api/clew/v1/vocabulary")
        .build(runner.service("clew/vocabulary", new V3Errors(), this::answer));
  }

  private void answer(QueryCall call) {
    call.writeJson(json -> {
      json.writeStartObject();
      json.writeNumberProperty("version", vocabulary.version());
      json.writeArrayPropertyStart("concepts");
      vocabulary.allConcepts().forEach(concept -> concept(json, concept));
      json.writeEndArray();
      json.writeArrayPropertyStart("operations");
      vocabulary
          .operations()
          .values()
          .forEach(operation -> {
            json.writeStartObject();
            json.writeStringProperty("name", operation.name());
            json.writeStringProperty("layer", operation.layer().label());
            json.writeStringProperty("about", operation.about());
            json.writeEndObject();
          });
      json.writeEndArray();
      json.writeArrayPropertyStart("conventions");
      vocabulary.conventions().forEach(convention -> convention(json, convention));
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void concept(JsonGenerator json, Concept concept) {
    json.writeStartObject();
    json.writeStringProperty("name", concept.name());
    json.writeStringProperty("type", concept.type().label());
    json.writeStringProperty("unit", concept.unit());
    json.writeStringProperty("about", concept.about());
    json.writeEndObject();
  }

  private static void convention(JsonGenerator json, Convention convention) {
    json.writeStartObject();
    json.writeStringProperty("name", convention.name());
    json.writeStringProperty("title", convention.title());
    json.writeArrayPropertyStart("aliases");
    for (Alias alias : convention.aliases()) {
      json.writeStartObject();
      json.writeStringProperty("concept", alias.concept().name());
      json.writeStringProperty("key", alias.key());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
