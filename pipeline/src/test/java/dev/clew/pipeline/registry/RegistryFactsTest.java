// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.pipeline.registry;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.SpanBatch;
import dev.clew.testkit.SpanSpec;
import dev.clew.testkit.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RegistryFactsTest {

  private static final long SECOND = 1_000_000_000L;
  private static final long NOW = 1_750_000_000L * SECOND;
  private static final ModelVersion VERSION_3 =
      new ModelVersion(
          "3", "run-9", "Production", List.of("champion", "blue"), Map.of("team", "risk", "x", ""));

  private final AtomicLong clock = new AtomicLong(NOW);
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final FakeModels models = new FakeModels();
  private final Map<String, FeatureView> views = new ConcurrentHashMap<>();
  private final RegistryFacts facts = facts(RegistryConfig.of(Duration.ofMinutes(1)));

  @AfterEach
  void stop() {
    models.gate.countDown();
    facts.close();
  }

  @Test
  void version_thatTheRegistryKnows_isAddedOnceItHasAnswered() {
    models.known.put("fraud/3", VERSION_3);
    SpanSpec span = call("fraud").attribute("ml.model.version", "3");

    assertThat(process(span)).isEmpty(); // nobody waits
    awaitRequests("found", 1);

    assertThat(process(span))
        .isEqualTo(
            Map.of(
                "ml.run.id", "run-9",
                "ml.model.stage", "Production",
                "ml.model.alias", "champion,blue",
                "ml.model.tag.team", "risk",
                "ml.registry", "models"));
    assertThat(count("lookups", "result", "unknown")).isEqualTo(1);
    assertThat(count("lookups", "result", "hit")).isEqualTo(1);
  }

  @Test
  void whatASpanSays_isLeftAsItIs() {
    models.known.put("fraud/3", VERSION_3);
    SpanSpec span =
        call("fraud")
            .derived("ml.model.version", "3")
            .derived("ml.model.stage", "Staging")
            .attribute("ml.run.id", "mine");
    process(span);
    awaitRequests("found", 1);

    assertThat(process(span))
        .containsEntry("ml.model.version", "3")
        .containsEntry("ml.model.stage", "Staging")
        .containsEntry("ml.model.alias", "champion,blue")
        .doesNotContainKey("ml.run.id");
  }

  @Test
  void spansOfOneBatch_getWhatIsTheirs() {
    models.known.put("fraud/3", VERSION_3);
    SpanBatch batch =
        Spans.batch(
            span(1, 1).build(),
            call("fraud").attribute("ml.model.version", "3").build(),
            call("fraud").attribute("ml.model.version", "4").build());
    facts.process(batch);
    awaitRequests("found", 1);
    awaitRequests("absent", 1);

    SpanBatch after = facts.process(batch);

    assertThat(derived(after, 0)).isEmpty();
    assertThat(derived(after, 1)).containsEntry("ml.run.id", "run-9");
    assertThat(derived(after, 2)).isEmpty();
  }

  @Test
  void oldSpan_getsWhatNeverChanges_andNoMore() {
    models.known.put("fraud/3", VERSION_3);
    SpanSpec span =
        call("fraud").attribute("ml.model.version", "3").startNanos(NOW - 3_600 * SECOND);
    process(span);
    awaitRequests("found", 1);

    assertThat(process(span)).isEqualTo(Map.of("ml.run.id", "run-9", "ml.registry", "models"));
  }

  @Test
  void alias_isResolvedForSpansOfTheTimeOnly() {
    models.known.put("fraud@champion", VERSION_3);
    SpanSpec span = call("fraud").attribute("ml.model.alias", "champion");
    process(span);
    awaitRequests("found", 1);

    assertThat(process(span))
        .containsEntry("ml.model.version", "3")
        .containsEntry("ml.run.id", "run-9")
        .doesNotContainKey("ml.model.alias"); // the span says it
    assertThat(process(span.startNanos(NOW - 3_600 * SECOND))).isEmpty();
  }

  @Test
  void alias_thatMoves_isResolvedAnew() {
    models.known.put("fraud@champion", VERSION_3);
    SpanSpec span = call("fraud").attribute("ml.model.alias", "champion");
    process(span);
    awaitRequests("found", 1);
    models.known.put("fraud@champion", new ModelVersion("4", "run-10", "", List.of(), Map.of()));
    clock.addAndGet(61 * SECOND);
    span.startNanos(clock.get());

    assertThat(process(span)).containsEntry("ml.model.version", "3");
    awaitRequests("found", 2);

    assertThat(process(span)).containsEntry("ml.model.version", "4");
  }

  @Test
  void whatDoesNotExist_isAskedForAgainOnlyAfterAWhile() {
    SpanSpec span = call("fraud").attribute("ml.model.version", "3");
    process(span);
    awaitRequests("absent", 1);

    process(span);
    process(span);

    assertThat(models.asked).hasSize(1);
    assertThat(count("lookups", "result", "absent")).isEqualTo(2);

    models.known.put("fraud/3", VERSION_3);
    clock.addAndGet(61 * SECOND);
    process(span.startNanos(clock.get()));
    awaitRequests("found", 1);

    assertThat(process(span)).containsEntry("ml.run.id", "run-9");
  }

  @Test
  void registryThatFails_isLeftAlone_andWhatWasKnownIsKept() {
    models.known.put("fraud/3", VERSION_3);
    SpanSpec span = call("fraud").attribute("ml.model.version", "3");
    process(span);
    awaitRequests("found", 1);
    models.fails = true;
    clock.addAndGet(61 * SECOND);
    process(span);
    awaitRequests("failed", 1);

    assertThat(process(span.startNanos(clock.get())))
        .containsEntry("ml.run.id", "run-9")
        .containsEntry("ml.model.stage", "Production");
    assertThat(models.asked).hasSize(2); // not again within ten seconds
    assertThat(count("lookups", "result", "stale")).isEqualTo(1);

    clock.addAndGet(600 * SECOND); // what it said may have changed since
    assertThat(process(span.startNanos(clock.get())))
        .isEqualTo(Map.of("ml.run.id", "run-9", "ml.registry", "models"));
  }

  @Test
  void registryThatNeverAnswered_isUnknown() {
    models.fails = true;
    SpanSpec span = call("fraud").attribute("ml.model.version", "3");
    process(span);
    awaitRequests("failed", 1);

    assertThat(process(span)).isEmpty();
    assertThat(count("lookups", "result", "unknown")).isEqualTo(2);
  }

  @Test
  void registryThatHangs_holdsUpNobody_andQuestionsAreDroppedBeyondTheLimit() {
    models.isHeld = true;
    RegistryConfig small =
        new RegistryConfig(
            Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(5), 100, 3);
    try (RegistryFacts held = facts(small)) {
      for (int i = 0; i < 20; i++) {
        SpanBatch batch =
            Spans.batch(call("model-" + i).attribute("ml.model.version", "1").build());
        assertThat(derived(held.process(batch), 0)).isEmpty();
      }
      // two are being asked, three wait
      assertThat(count("requests", "outcome", "dropped")).isEqualTo(15);
      models.gate.countDown();
      awaitRequests("absent", 5);
    }
  }

  @Test
  void freshness_isThatOfTheSpansTime() {
    views.put(
        "users",
        new FeatureView(
            "7", OptionalDouble.of(3_600), List.of(NOW - 7_200 * SECOND, NOW - 600 * SECOND)));
    process(read().startNanos(NOW));
    awaitRequests("found", 1);

    assertThat(process(read().startNanos(NOW)))
        .isEqualTo(
            Map.of(
                "ml.feature.view.version", "7",
                "ml.feature.ttl", "3600.0",
                "ml.feature.materialized_until", "2025-06-15T14:56:40Z",
                "ml.feature.freshness", "600.0",
                "ml.registry", "features"));
    // before the last materialisation there was another one
    assertThat(process(read().startNanos(NOW - 1_000 * SECOND)))
        .containsEntry("ml.feature.freshness", "6200.0")
        .doesNotContainKey("ml.feature.ttl");
    assertThat(process(read().startNanos(NOW - 9_000 * SECOND)))
        .isEqualTo(Map.of("ml.registry", "features"));
    // there may have been one since that the registry has not told yet
    assertThat(process(read().startNanos(NOW + 3_600 * SECOND)))
        .isEqualTo(Map.of("ml.registry", "features"));
  }

  @Test
  void viewThatWasNeverMaterialised_hasNoFreshness() {
    views.put("users", new FeatureView("", OptionalDouble.empty(), List.of()));
    process(read());
    awaitRequests("found", 1);

    assertThat(process(read())).isEqualTo(Map.of("ml.registry", "features"));
  }

  @Test
  void batchThatNamesNothing_isTheSame() {
    SpanBatch batch = Spans.batch(span(1, 1).build());

    assertThat(facts.process(batch)).isSameAs(batch);
    assertThat(models.asked).isEmpty();
  }

  private static SpanSpec call(String model) {
    return span(1, 2).startNanos(NOW).attribute("ml.model.name", model);
  }

  private static SpanSpec read() {
    return span(1, 2).startNanos(NOW).attribute("ml.feature.view", "users");
  }

  private Map<String, String> process(SpanSpec span) {
    return derived(facts.process(Spans.batch(span.build())), 0);
  }

  private static Map<String, String> derived(SpanBatch batch, int row) {
    AttributeTable table = batch.attributes(AttributeScope.DERIVED);
    Map<String, String> derived = new HashMap<>();
    if (row < table.ownerCount()) {
      for (int entry = table.begin(row); entry < table.end(row); entry++) {
        String text =
            switch (table.type(entry)) {
              case STRING -> batch.strings().string(table.valueRef(entry));
              case DOUBLE -> Double.toString(Double.longBitsToDouble(table.bits(entry)));
              default -> throw new AssertionError(table.type(entry));
            };
        assertThat(derived.put(batch.strings().string(table.keyRef(entry)), text)).isNull();
      }
    }
    return derived;
  }

  private RegistryFacts facts(RegistryConfig config) {
    return new RegistryFacts(
        new RegistryFacts.Registries(
            Optional.of(models), Optional.of(name -> Optional.ofNullable(views.get(name)))),
        config,
        meters,
        clock::get);
  }

  private void awaitRequests(String outcome, int count) {
    await(() -> count("requests", "outcome", outcome) == count);
  }

  private static void await(BooleanSupplier condition) {
    for (int i = 0; i < 60_000 && !condition.getAsBoolean(); i++) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private double count(String name, String tag, String value) {
    return meters.find("clew.registry." + name).tag(tag, value).counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  /** Versions by {@code name/version}, aliases by {@code name@alias}. */
  private static final class FakeModels implements ModelRegistry {
    final Map<String, ModelVersion> known = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();
    final CountDownLatch gate = new CountDownLatch(1);
    volatile boolean fails;
    volatile boolean isHeld;

    @Override
    public Optional<ModelVersion> version(String model, String version)
        throws IOException, InterruptedException {
      return answer(model + "/" + version);
    }

    @Override
    public Optional<ModelVersion> alias(String model, String alias)
        throws IOException, InterruptedException {
      return answer(model + "@" + alias);
    }

    private Optional<ModelVersion> answer(String question)
        throws IOException, InterruptedException {
      asked.add(question);
      if (isHeld) {
        gate.await();
      }
      if (fails) {
        throw new IOException("down");
      }
      return Optional.ofNullable(known.get(question));
    }
  }
}
