// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.store;

import static dev.clew.testkit.Spans.span;
import static org.assertj.core.api.Assertions.assertThat;

import dev.clew.model.TraceId;
import dev.clew.store.TraceStore;
import dev.clew.store.admin.Deletion;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Which traces are archived. What it spares them from is up to the store's own tests. */
abstract class ArchiveTests extends StoreTests {

  private static final TraceId ONE = new TraceId(0, 1);

  ArchiveTests(Function<Path, TraceStore> opener) {
    super(opener);
  }

  @Test
  void capabilities_archives_isSaid() {
    assertThat(reader().capabilities().archives()).isTrue();
  }

  @Test
  void archive_knownTrace_isArchivedAndStaysReadable() {
    append(span(1, 1).build(), span(2, 2).build());

    assertThat(store().admin().isArchived(ONE)).isFalse();
    assertThat(store().admin().archive(ONE)).isTrue();
    assertThat(store().admin().archive(ONE)).isTrue();

    assertThat(store().admin().isArchived(ONE)).isTrue();
    assertThat(store().admin().isArchived(new TraceId(0, 2))).isFalse();
    assertThat(trace(1)).hasSize(1);
  }

  @Test
  void archive_unknownTrace_changesNothing() {
    append(span(1, 1).build());

    assertThat(store().admin().archive(new TraceId(1, 1))).isFalse();

    assertThat(store().admin().isArchived(new TraceId(1, 1))).isFalse();
  }

  @Test
  void unarchive_archivedTrace_isNotArchivedAnyMore() {
    append(span(1, 1).build());
    store().admin().archive(ONE);

    assertThat(store().admin().unarchive(ONE)).isTrue();
    assertThat(store().admin().unarchive(ONE)).isFalse();

    assertThat(store().admin().isArchived(ONE)).isFalse();
    assertThat(trace(1)).hasSize(1);
  }

  @Test
  void reopen_archivedTrace_isStillArchived() {
    append(span(1, 1).build(), span(2, 2).build());
    store().admin().archive(ONE);
    store().admin().archive(new TraceId(0, 2));
    store().admin().unarchive(new TraceId(0, 2));

    reopen();

    assertThat(store().admin().isArchived(ONE)).isTrue();
    assertThat(store().admin().isArchived(new TraceId(0, 2))).isFalse();
  }

  @Test
  void delete_archivedTrace_isGoneAndNotArchived() {
    append(span(1, 1).build(), span(2, 2).build());
    store().admin().archive(ONE);

    store().admin().delete(new Deletion.Trace(ONE));

    assertThat(trace(1)).isEmpty();
    assertThat(store().admin().isArchived(ONE)).isFalse();
    assertThat(store().admin().archive(ONE)).isFalse();
  }
}
