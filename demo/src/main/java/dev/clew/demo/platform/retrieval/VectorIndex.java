// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.retrieval;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Grpc;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A vector database that answers nearest-neighbour queries. */
public final class VectorIndex {

  private static final Deployment DEPLOYMENT =
      Deployment.of("vector-db", "1.16.0", Language.CPP).onNodes("memory");
  private static final Scope OWN = new Scope("qdrant", "1.16.0");
  private static final Operation SEGMENT = Operation.internal("segment.search", OWN);
  private static final Latency GRAPH_WALK = Latency.ofMillis(2.4, 9);
  private static final Latency MERGE = Latency.ofMillis(0.3, 1.1);

  private final Grpc query;

  /** A named set of vectors. */
  public record Collection(String name, int dimensions, int segmentCount) {}

  /** The vector database at {@code site}. */
  public VectorIndex(Site site) {
    this.query = Grpc.method(site.deploy(DEPLOYMENT, 2), "qdrant.Points", "Query");
  }

  /** The {@code neighbourCount} vectors nearest to one; returns the best similarity. */
  public double search(Flow flow, Collection collection, int neighbourCount) {
    return query.call(
        flow,
        span -> {
          describe(span, collection, neighbourCount);
          List<Consumer<Flow>> segments = new ArrayList<>();
          for (int segment = 0; segment < collection.segmentCount(); segment++) {
            int number = segment;
            segments.add(branch -> searchSegment(branch, number, neighbourCount));
          }
          flow.parallel(segments);
          flow.spend(MERGE);
          double bestScore = 0.71 + 0.25 * flow.random().nextDouble();
          span.setAttribute("db.vector.query.top_score", bestScore);
          span.setAttribute("db.response.returned_rows", neighbourCount);
          return bestScore;
        });
  }

  private static void searchSegment(Flow flow, int segment, int neighbourCount) {
    flow.runVoid(
        SEGMENT,
        span -> {
          flow.spend(GRAPH_WALK);
          span.setAttribute("segment.id", segment);
          span.setAttribute("hnsw.ef", Math.max(64, neighbourCount));
          span.setAttribute("hnsw.visited", 400 + flow.random().nextInt(900));
        });
  }

  private static void describe(Span span, Collection collection, int neighbourCount) {
    span.setAttribute("db.system.name", "qdrant");
    span.setAttribute("db.operation.name", "query");
    span.setAttribute("db.collection.name", collection.name());
    span.setAttribute("db.vector.query.top_k", neighbourCount);
    span.setAttribute("db.vector.dimensions", collection.dimensions());
  }
}
