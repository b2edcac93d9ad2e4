// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.model;

/**
 * Fills the {@link AttributeScope#DERIVED} attributes of a batch, span by span in row order.
 *
 * <p>A batch that is still in the hands of its builder gets them in place, which costs nothing but
 * the entries. A batch that was {@linkplain SpanBatchBuilder#build() built} does not change: the
 * result then is another one that shares all columns but the strings.
 *
 * <p>Threads: one at a time, and nobody else reads the batch meanwhile unless it was built.
 */
public final class DerivedColumns {

  private final SpanBatch batch;
  private final AttributeTable table;

  /** Begins before the first span; what was derived earlier is forgotten. */
  public DerivedColumns(SpanBatch source) {
    this.batch = source.isBuilt() ? source.derivable() : source;
    this.table = batch.attributes(AttributeScope.DERIVED);
    table.truncate(0);
  }

  /** The reference of a text in the batch, added if it is new. */
  public int intern(String text) {
    return batch.strings.intern(text);
  }

  /** The reference of a byte string in the batch, added if it is new. */
  public int intern(byte[] source, int offset, int length) {
    return batch.strings.intern(source, offset, length);
  }

  /** Adds an attribute to the span whose turn it is; as {@link SpanBatchBuilder#attribute}. */
  public void add(int keyRef, ValueType type, long bits) {
    table.add(keyRef, type, bits);
  }

  /** The batch that is being filled: what was sent is all there. */
  public SpanBatch open() {
    return batch;
  }

  /** Goes to the next span. */
  public void endSpan() {
    table.endOwner();
  }

  /**
   * The batch with what was derived. Spans behind the last {@link #endSpan} have nothing; the
   * columns must not be used any more.
   */
  public SpanBatch batch() {
    while (table.ownerCount() < batch.spanCount()) {
      table.endOwner();
    }
    return batch;
  }
}
