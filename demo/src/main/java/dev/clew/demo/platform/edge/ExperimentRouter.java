// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.edge;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Grpc;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;

/** Decides which arm of an experiment a visitor is in: always the same one for the same visitor. */
public final class ExperimentRouter {

  private static final Deployment DEPLOYMENT =
      Deployment.of("experiment-router", "2.9.4", Language.GO);
  private static final Latency DECISION = Latency.ofMillis(0.4, 2.5);

  private final Grpc assign;

  /**
   * An experiment with two arms.
   *
   * @param treatmentPercent share of visitors in the treatment arm
   */
  public record Experiment(String name, Arm control, Arm treatment, int treatmentPercent) {}

  /** One arm: the model version its visitors get. */
  public record Arm(String name, String modelName, String modelVersion) {}

  /** The router at {@code site}. */
  public ExperimentRouter(Site site) {
    Service service = site.deploy(DEPLOYMENT, 2);
    this.assign = Grpc.method(service, "experiments.v1.Router", "Assign");
  }

  /** The arm of {@code experiment} that {@code visitor} belongs to. */
  public Arm assign(Flow flow, Experiment experiment, Visitor visitor) {
    return assign.call(
        flow,
        span -> {
          int bucket = visitor.bucket(100);
          flow.spend(DECISION);
          Arm arm =
              bucket < experiment.treatmentPercent()
                  ? experiment.treatment()
                  : experiment.control();
          describe(span, experiment, visitor, bucket, arm);
          return arm;
        });
  }

  private static void describe(
      Span span, Experiment experiment, Visitor visitor, int bucket, Arm arm) {
    span.setAttribute("ml.context.experiment", experiment.name());
    span.setAttribute("ml.context.arm", arm.name());
    span.setAttribute("ml.context.bucket", bucket);
    span.setAttribute("ml.context.model_name", arm.modelName());
    span.setAttribute("ml.context.model_version", arm.modelVersion());
    span.setAttribute("business.context.customer_segment", visitor.segment().label());
    span.addEvent(
        "feature_flag.evaluation",
        Attributes.builder()
            .put("feature_flag.key", experiment.name())
            .put("feature_flag.provider.name", "flagd")
            .put("feature_flag.result.variant", arm.name())
            .put("feature_flag.result.reason", "split")
            .build());
  }
}
