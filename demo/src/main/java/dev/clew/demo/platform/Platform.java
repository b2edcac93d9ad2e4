// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform;

import dev.clew.demo.platform.batch.ChurnScoring;
import dev.clew.demo.platform.batch.FeatureRefresh;
import dev.clew.demo.platform.batch.FeatureStream;
import dev.clew.demo.platform.batch.Scheduler;
import dev.clew.demo.platform.batch.Training;
import dev.clew.demo.platform.edge.Auth;
import dev.clew.demo.platform.edge.ExperimentRouter;
import dev.clew.demo.platform.edge.Gateway;
import dev.clew.demo.platform.features.FeatureStore;
import dev.clew.demo.platform.llm.Assistant;
import dev.clew.demo.platform.llm.DocsSearch;
import dev.clew.demo.platform.llm.TicketTriage;
import dev.clew.demo.platform.retrieval.VectorIndex;
import dev.clew.demo.platform.serving.EmbeddingServer;
import dev.clew.demo.platform.serving.Triton;
import dev.clew.demo.platform.shop.FraudScoring;
import dev.clew.demo.platform.shop.ImageModeration;
import dev.clew.demo.platform.shop.Recommender;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Topic;
import dev.clew.demo.sim.Strand;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.traffic.RequestKind;

/** The parts of the platform, and how they are put together. */
public final class Platform {

  private final Gateway gateway;

  private Platform(Gateway gateway) {
    this.gateway = gateway;
  }

  /** Deploys every service at {@code site}. */
  public static Platform at(Site site) {
    ExperimentRouter router = new ExperimentRouter(site);
    FeatureStore features = new FeatureStore(site);
    VectorIndex vectors = new VectorIndex(site);
    EmbeddingServer embeddings = new EmbeddingServer(site);
    Topic predictions = new Topic("predictions", 12);

    FraudScoring fraud = new FraudScoring(site, router, features, predictions);
    Recommender recommender =
        new Recommender(
            site, new Recommender.Collaborators(router, features, vectors, predictions));
    ImageModeration moderation = new ImageModeration(site, new Triton(site));

    Assistant assistant = new Assistant(site, embeddings, vectors);
    DocsSearch docs = new DocsSearch(site, embeddings, vectors);
    TicketTriage triage = new TicketTriage(site);

    Gateway gateway = new Gateway(site, new Auth(site));
    gateway.route(RequestKind.SCORE_PAYMENT, "POST", "/v1/payments/score", fraud::handle);
    gateway.route(
        RequestKind.RECOMMEND, "GET", "/v1/recommendations/{user_id}", recommender::handle);
    gateway.route(RequestKind.MODERATE_IMAGES, "POST", "/v1/images/moderate", moderation::handle);
    gateway.route(RequestKind.ASK_ASSISTANT, "POST", "/v1/assistant/chat", assistant::handle);
    gateway.route(RequestKind.SEARCH_DOCS, "POST", "/v1/docs/search", docs::handle);
    gateway.route(RequestKind.TRIAGE_TICKET, "POST", "/v1/tickets/triage", triage::handle);
    deployBackgroundWork(site, predictions);
    return new Platform(gateway);
  }

  private static void deployBackgroundWork(Site site, Topic predictions) {
    new FeatureStream(site, predictions);
    Scheduler scheduler = new Scheduler(site);
    new FeatureRefresh(scheduler);
    new ChurnScoring(site, scheduler);
    new Training(site);
  }

  /** Handles one request from the outside. */
  public void handle(Strand strand, RequestKind kind) {
    gateway.handle(Flow.begin(strand), kind);
  }
}
