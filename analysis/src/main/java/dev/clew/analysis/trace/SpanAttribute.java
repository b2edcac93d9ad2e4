// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.trace;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.AttributeValue;
import dev.clew.model.BytesTable;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import dev.clew.store.query.PlainText;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one attribute of spans: the first of some places (a scope and a key) where a span has it.
 *
 * <p>Threads: one at a time; it remembers where the keys are in the batch it read last. Cost: a
 * walk over the span's attributes of that scope, with integers compared.
 */
public final class SpanAttribute {

  private final List<Place> places;
  private final int[] keyRefs;
  private @Nullable SpanBatch batch;

  /** Where an attribute may be; only RESOURCE, SCOPE, SPAN and what else a span has once. */
  public record Place(AttributeScope scope, String key) {}

  /** The attribute at the first of these places that has it. */
  public SpanAttribute(List<Place> places) {
    this.places = List.copyOf(places);
    this.keyRefs = new int[places.size()];
  }

  /** The attribute with the first of these keys that the span itself has. */
  public static SpanAttribute ofSpan(String... keys) {
    return new SpanAttribute(
        List.of(keys).stream().map(key -> new Place(AttributeScope.SPAN, key)).toList());
  }

  /** The attribute with this key on the span, else on its resource. */
  public static SpanAttribute ofSpanOrResource(String key) {
    return new SpanAttribute(
        List.of(new Place(AttributeScope.SPAN, key), new Place(AttributeScope.RESOURCE, key)));
  }

  /** What has to be read of spans for these attributes. */
  public static Projection reads(SpanAttribute... attributes) {
    Projection reads = Projection.of();
    for (SpanAttribute attribute : attributes) {
      for (Place place : attribute.places) {
        reads = reads.withAttributes(place.scope(), Set.of(place.key()));
      }
    }
    return reads;
  }

  /** The value as an object, or null if the span does not have it. */
  public @Nullable AttributeValue value(TraceView view, int row) {
    long found = find(view, row);
    return found < 0
        ? null
        : table(view, row, found).value(entry(found), view.batch(row).strings());
  }

  /** The value as {@link PlainText}, or null if the span does not have it. */
  public @Nullable String text(TraceView view, int row) {
    long found = find(view, row);
    if (found < 0) {
      return null;
    }
    AttributeTable table = table(view, row, found);
    BytesTable strings = view.batch(row).strings();
    return table.type(entry(found)) == ValueType.STRING
        ? strings.string(table.valueRef(entry(found)))
        : PlainText.of(table.value(entry(found), strings));
  }

  /** The value as a number, also if it was sent as text; NaN if there is none. */
  public double number(TraceView view, int row) {
    long found = find(view, row);
    if (found < 0) {
      return Double.NaN;
    }
    AttributeTable table = table(view, row, found);
    long bits = table.bits(entry(found));
    return switch (table.type(entry(found))) {
      case INT -> bits;
      case DOUBLE -> Double.longBitsToDouble(bits);
      case STRING -> parse(view.batch(row).strings().string((int) bits));
      case EMPTY, BOOL, BYTES, ARRAY, KVLIST -> Double.NaN;
    };
  }

  /** Whether the value is true: the truth value, or a text that says so. */
  public boolean isTrue(TraceView view, int row) {
    return "true".equalsIgnoreCase(text(view, row));
  }

  /** Whether the span has it at all. */
  public boolean isPresent(TraceView view, int row) {
    return find(view, row) >= 0;
  }

  /** The place's number in the upper half, the entry in the lower; -1 if there is none. */
  private long find(TraceView view, int row) {
    SpanBatch of = view.batch(row);
    if (of != batch) {
      for (int i = 0; i < keyRefs.length; i++) {
        keyRefs[i] = of.strings().find(places.get(i).key());
      }
      batch = of;
    }
    for (int i = 0; i < keyRefs.length; i++) {
      if (keyRefs[i] >= 0) {
        AttributeScope scope = places.get(i).scope();
        int entry = of.attributes(scope).find(owner(of, scope, view.batchRow(row)), keyRefs[i]);
        if (entry >= 0) {
          return (long) i << 32 | entry;
        }
      }
    }
    return -1;
  }

  private AttributeTable table(TraceView view, int row, long found) {
    return view.batch(row).attributes(places.get((int) (found >>> 32)).scope());
  }

  private static int entry(long found) {
    return (int) found;
  }

  private static int owner(SpanBatch batch, AttributeScope scope, int row) {
    return switch (scope) {
      case RESOURCE -> batch.resourceIndex(row);
      case SCOPE -> batch.scopeIndex(row);
      case EVENT, LINK ->
          throw new IllegalArgumentException(
              "scope: " + scope + " (expected: one that a span has once)");
      default -> row;
    };
  }

  private static double parse(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
