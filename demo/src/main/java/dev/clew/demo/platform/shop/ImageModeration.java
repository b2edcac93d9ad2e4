// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.shop;

import static io.opentelemetry.api.common.AttributeKey.booleanArrayKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static io.opentelemetry.api.common.AttributeKey.valueKey;

import dev.clew.demo.platform.serving.Model;
import dev.clew.demo.platform.serving.Triton;
import dev.clew.demo.platform.site.Site;
import dev.clew.demo.platform.wire.Http;
import dev.clew.demo.platform.wire.HttpLibrary;
import dev.clew.demo.platform.wire.ObjectStore;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Scope;
import dev.clew.demo.telemetry.Service;
import dev.clew.demo.traffic.Visitor;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Decides whether the pictures of a listing may be shown: all of them side by side, each classified
 * by Triton, once more after a failure, and then by a smaller model.
 */
public final class ImageModeration {

  private static final Deployment DEPLOYMENT =
      Deployment.of("image-moderation", "1.22.0", Language.PYTHON);
  private static final Scope OWN = new Scope("shop.moderation", "1.22.0");
  private static final Scope BOTOCORE =
      new Scope("opentelemetry.instrumentation.botocore", "0.60b1");
  private static final Operation MODERATE = Operation.internal("moderate_image", OWN);
  private static final Operation DECODE = Operation.internal("decode_and_resize", OWN);
  private static final Operation VERDICT = Operation.internal("verdict", OWN);
  private static final Latency DECODING = Latency.ofMillis(14, 48);
  private static final Latency DECIDING = Latency.ofMillis(0.4, 1.5);
  private static final Latency PAUSE_BEFORE_RETRY = Latency.ofMillis(25, 60);
  private static final int IMAGES_MAX = 12;
  private static final List<String> LABELS = List.of("violence", "nudity", "weapons", "spam");

  private final Triton triton;
  private final ObjectStore uploads;
  private final Http moderate;

  /** The service at {@code site}. */
  public ImageModeration(Site site, Triton triton) {
    Service service = site.deploy(DEPLOYMENT, 2);
    this.triton = triton;
    this.uploads = new ObjectStore("shop-uploads", BOTOCORE);
    this.moderate =
        Http.endpoint(service, "POST", "/moderate", HttpLibrary.ENVOY, HttpLibrary.FASTAPI);
  }

  /** Moderates the pictures of one listing. */
  public void handle(Flow flow, Visitor visitor) {
    int imageCount = 1 + Math.min(IMAGES_MAX - 1, (int) (flow.random().nextExponential() * 3.2));
    moderate.callVoid(
        flow,
        span -> {
          span.setAttribute("user.id", visitor.userId());
          span.setAttribute("moderation.image_count", imageCount);
          List<Consumer<Flow>> images = new ArrayList<>();
          for (int image = 0; image < imageCount; image++) {
            String key = "listings/" + visitor.requestId() + "/" + image + ".jpg";
            images.add(branch -> moderate(branch, key));
          }
          flow.parallel(images);
          flow.runVoid(VERDICT, verdict -> decide(flow, verdict));
        });
  }

  private void moderate(Flow flow, String key) {
    flow.runVoid(
        MODERATE,
        span -> {
          long byteCount = 80_000L + flow.random().nextInt(900_000);
          uploads.get(flow, key, byteCount);
          flow.runVoid(DECODE, decode -> decode(flow, decode, byteCount));
          Model model = classify(flow, span);
          span.setAttribute("ml.model.name", model.name());
          span.setAttribute("ml.model.version", model.version());
          span.setAttribute("ml.fallback", model.equals(Triton.CLASSIFIER_LITE));
          span.setAttribute("ml.prediction.confidence", 0.80 + 0.19 * flow.random().nextDouble());
        });
  }

  /** Classifies one picture, come what may; returns the model that did. */
  private Model classify(Flow flow, Span span) {
    for (int attempt = 1; attempt <= 2; attempt++) {
      try {
        triton.classify(flow, Triton.CLASSIFIER);
        return Triton.CLASSIFIER;
      } catch (Failure failure) {
        span.addEvent(
            attempt == 1 ? "retry" : "fallback",
            Attributes.of(
                longKey("retry.attempt"), (long) attempt, stringKey("error.type"), failure.type()));
        flow.spend(PAUSE_BEFORE_RETRY);
      }
    }
    triton.classify(flow, Triton.CLASSIFIER_LITE);
    return Triton.CLASSIFIER_LITE;
  }

  private static void decode(Flow flow, Span span, long byteCount) {
    flow.spend(DECODING);
    byte[] fingerprint = new byte[8];
    flow.random().nextBytes(fingerprint);
    span.setAttribute("image.bytes", byteCount);
    span.setAttribute("image.format", "jpeg");
    span.setAttribute(valueKey("image.perceptual_hash"), Value.of(fingerprint));
  }

  private static void decide(Flow flow, Span span) {
    flow.spend(DECIDING);
    List<Boolean> flags = new ArrayList<>();
    for (String _ : LABELS) {
      flags.add(flow.chance(0.015));
    }
    span.setAttribute(stringArrayKey("moderation.labels"), LABELS);
    span.setAttribute(booleanArrayKey("moderation.flags"), flags);
    span.setAttribute("moderation.decision", flags.contains(true) ? "reject" : "approve");
  }
}
