// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.batch;

import dev.clew.demo.platform.site.Site;
import dev.clew.demo.sim.Latency;
import dev.clew.demo.telemetry.Deployment;
import dev.clew.demo.telemetry.Failure;
import dev.clew.demo.telemetry.Flow;
import dev.clew.demo.telemetry.Language;
import dev.clew.demo.telemetry.Operation;
import dev.clew.demo.telemetry.Replica;
import dev.clew.demo.telemetry.Scope;
import io.opentelemetry.api.common.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * A workflow scheduler, instrumented as Airflow is. A run of a workflow is one trace; a task that
 * fails is tried once more.
 */
public final class Scheduler {

  private static final Deployment DEPLOYMENT = Deployment.of("airflow", "3.2.1", Language.PYTHON);
  private static final Scope OWN = new Scope("airflow.sdk.execution_time.task_runner", "3.2.1");
  private static final Latency QUEUEING = Latency.ofMillis(900, 6_000);
  private static final Duration PAUSE_BEFORE_RETRY = Duration.ofSeconds(20);

  private final Site site;
  private final Replica worker;

  /** What a task does. */
  @FunctionalInterface
  interface Task {

    /**
     * Does it.
     *
     * @param attempt 1 at first, 2 the second time
     * @throws Failure if it fails
     */
    void run(Flow flow, int attempt);
  }

  /** The scheduler at {@code site}. */
  public Scheduler(Site site) {
    this.site = site;
    this.worker = site.deploy(DEPLOYMENT, 1).replicas().getFirst();
  }

  /** Runs a workflow again and again, first after {@code delay}. */
  void every(Duration interval, Duration delay, String workflow, Consumer<Run> body) {
    site.background(strand -> {
      long nextNanos = strand.nowNanos() + delay.toNanos();
      while (true) {
        strand.suspendUntil(Math.max(nextNanos, strand.nowNanos()));
        nextNanos += interval.toNanos();
        run(Flow.begin(strand), workflow, body);
      }
    });
  }

  private void run(Flow flow, String workflow, Consumer<Run> body) {
    String runId = "scheduled__" + Instant.ofEpochSecond(0, flow.nowNanos()).toString();
    Operation operation =
        Operation.internal(workflow, OWN)
            .with(
                Attributes.builder()
                    .put("airflow.dag_id", workflow)
                    .put("airflow.dag_run.run_id", runId)
                    .put("airflow.dag_run.run_type", "scheduled")
                    .build());
    try {
      flow.serveVoid(
          worker,
          operation,
          List.of(),
          span -> {
            body.accept(new Run(flow, workflow, runId));
            span.setAttribute("airflow.dag_run.state", "success");
          });
    } catch (Failure _) {
      // The run's span is marked as failed; the next run is on schedule.
    }
  }

  /** One run of a workflow. */
  record Run(Flow flow, String workflow, String runId) {

    /**
     * Runs a task within this run.
     *
     * @throws Failure if it fails twice
     */
    void task(String taskId, Task task) {
      try {
        attempt(taskId, task, 1);
      } catch (Failure _) {
        flow.spendNanos(PAUSE_BEFORE_RETRY.toNanos());
        attempt(taskId, task, 2);
      }
    }

    private void attempt(String taskId, Task task, int attempt) {
      flow.spend(QUEUEING);
      Operation operation =
          Operation.internal(taskId, OWN)
              .with(
                  Attributes.builder()
                      .put("airflow.dag_id", workflow)
                      .put("airflow.dag_run.run_id", runId)
                      .put("airflow.task_id", taskId)
                      .put("airflow.task_instance.try_number", attempt)
                      .build());
      flow.runVoid(operation, _ -> task.run(flow, attempt));
    }
  }
}
