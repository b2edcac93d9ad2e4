// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.search;

import dev.clew.model.SpanBatch;
import dev.clew.model.SpanBatchBuilder;
import dev.clew.model.SpanCopier;
import dev.clew.store.StoreUnavailableException;
import dev.clew.store.StoreUnavailableException.Reason;
import dev.clew.store.TraceReader;
import dev.clew.store.TraceStore;
import dev.clew.store.TraceWriter;
import dev.clew.store.admin.StoreAdmin;
import dev.clew.store.segment.head.Head;
import dev.clew.store.segment.part.Part;
import dev.clew.store.segment.rollup.PartRollup;
import dev.clew.store.segment.rollup.RollupConfig;
import dev.clew.store.segment.rollup.RollupPart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Heads without a disk, each span in the one its ids choose: the worst case for whatever looks at
 * whole traces.
 */
final class ScatteredStore implements TraceStore {

  /** Where every trace is torn apart, parts at any distance have to be looked at. */
  private static final RollupConfig COUNTING =
      new RollupConfig(
          RollupConfig.defaults().modelFields(),
          RollupConfig.defaults().modelVersionFields(),
          new RollupConfig.Limits(Duration.ofDays(365), 250_000, 1_000, 20_000),
          RollupConfig.defaults().kept());

  private final List<Head> heads = new ArrayList<>();
  private final SharedTraces shared = new SharedTraces(0); // asked from the first trace on
  private boolean isOpen = true;

  ScatteredStore(int headCount) {
    for (int i = 0; i < headCount; i++) {
      heads.add(new Head(i));
    }
  }

  ScatteredStore reopen() {
    isOpen = true;
    return this;
  }

  @Override
  public TraceWriter writer() {
    return this::append;
  }

  @Override
  public TraceReader reader() {
    return new PartSearch(this::snapshot, ScatteredStore::partOf, System::nanoTime, shared);
  }

  @Override
  public StoreAdmin admin() {
    return StoreAdmin.none();
  }

  @Override
  public void close() {
    isOpen = false;
  }

  private synchronized CompletableFuture<Void> append(SpanBatch batch) {
    if (!isOpen) {
      return CompletableFuture.failedFuture(
          new StoreUnavailableException(Reason.STOPPING, "store: closed", Duration.ofSeconds(1)));
    }
    for (int i = 0; i < heads.size(); i++) {
      SpanBatchBuilder own = new SpanBatchBuilder();
      SpanCopier copier = new SpanCopier(own);
      for (int row = 0; row < batch.spanCount(); row++) {
        if (Math.floorMod(
                Long.hashCode(batch.spanId(row) * 31 + batch.kind(row).ordinal()), heads.size())
            == i) {
          copier.copy(batch, row);
        }
      }
      heads.get(i).append(own.view());
      heads.get(i).publish();
    }
    return CompletableFuture.completedFuture(null);
  }

  private Snapshot snapshot() {
    List<Part> parts = new ArrayList<>();
    heads.forEach(head -> parts.add(head.part()));
    return new Snapshot() {
      @Override
      public List<Part> parts() {
        return parts;
      }

      @Override
      public List<RollupPart> rollups() {
        return PartRollup.ofAll(parts, COUNTING);
      }

      @Override
      public boolean isDamaged() {
        return false;
      }

      @Override
      public void close() {}
    };
  }

  private static Part partOf(SpanBatch batch) {
    Head head = new Head(0);
    head.append(batch);
    head.publish();
    return head.part();
  }
}
