// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.store.segment.head;

import dev.clew.model.SpanId;
import dev.clew.model.TraceId;
import dev.clew.model.ValueType;
import dev.clew.store.segment.part.ValuePredicate;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Puts the values of a field to a predicate, each distinct byte string once.
 *
 * <p>Threads: one at a time.
 */
final class ValueTests implements FieldValues.Visitor {

  private static final int STRING = ValueType.STRING.ordinal();
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{16}|[0-9a-f]{32}");
  private static final int TYPE_COUNT = ValueType.values().length;

  private final Dictionary.View dictionary;
  private final ValueTexts texts;
  private final ValuePredicate predicate;
  private final byte @Nullable [] onlyText;
  private final int onlyId; // of onlyText, or -1
  private final OnlyIds onlyIds;
  private final boolean[] mayMatch = new boolean[FieldValues.FORM_COUNT];
  private final long[][] asked = new long[TYPE_COUNT][]; // by type and dictionary number
  private final long[][] matched = new long[TYPE_COUNT][];

  ValueTests(HeadPart part, ValuePredicate predicate) {
    this.dictionary = part.dictionary;
    this.texts = new ValueTexts(part);
    this.predicate = predicate;
    onlyText = predicate.onlyText();
    onlyId = onlyText == null ? -1 : dictionary.find(onlyText);
    onlyIds = OnlyIds.of(onlyText);
    for (int form = 0; form < mayMatch.length; form++) {
      mayMatch[form] =
          predicate.mayMatch(form < TYPE_COUNT ? ValueType.ofCode(form) : ValueType.STRING);
    }
  }

  /** No value with a smaller dictionary number matches, nor one that is not in the dictionary. */
  int dictionaryIdMin() {
    for (int type = 0; type < TYPE_COUNT; type++) {
      if (type != STRING && mayMatch[type]) {
        return 0;
      }
    }
    if (onlyText == null) {
      return 0;
    }
    return onlyId < 0 ? Integer.MAX_VALUE : onlyId;
  }

  @Override
  public boolean visit(int form, long bits) {
    if (!mayMatch[form]) {
      return false;
    }
    if (form >= TYPE_COUNT) {
      return testText(form, bits);
    }
    if (form == STRING && onlyText != null) {
      return bits == onlyId;
    }
    ValueType type = ValueType.ofCode(form);
    return type.isReference() ? test(type, (int) bits) : predicate.test(type, bits);
  }

  private boolean testText(int form, long bits) {
    if (onlyText != null && form == FieldValues.SPAN_ID) {
      return onlyIds.isSpan(bits);
    }
    if (onlyText != null && (form == FieldValues.TRACE || form == FieldValues.LINK_TRACE_ID)) {
      return onlyIds.isTrace(texts.traceId(form, (int) bits));
    }
    byte[] text = texts.text(form, bits).getBytes(StandardCharsets.UTF_8);
    return predicate.test(ValueType.STRING, text, 0, text.length);
  }

  private boolean test(ValueType type, int id) {
    int form = type.ordinal();
    if (asked[form] == null) {
      asked[form] = new long[(dictionary.size() + 63) / 64];
      matched[form] = new long[asked[form].length];
    }
    long bit = 1L << id;
    if ((asked[form][id >>> 6] & bit) == 0) {
      asked[form][id >>> 6] |= bit;
      if (dictionary.read(id, (source, at, length) -> predicate.test(type, source, at, length))) {
        matched[form][id >>> 6] |= bit;
      }
    }
    return (matched[form][id >>> 6] & bit) != 0;
  }

  /** The ids that a text stands for, so that ids need not be made into text to be compared. */
  private record OnlyIds(@Nullable SpanId span, @Nullable TraceId trace) {

    static OnlyIds of(byte @Nullable [] text) {
      String hex = text == null ? "" : new String(text, StandardCharsets.ISO_8859_1);
      if (!HEX.matcher(hex).matches()) {
        return new OnlyIds(null, null);
      }
      return hex.length() == 16
          ? new OnlyIds(SpanId.parse(hex), null)
          : new OnlyIds(null, TraceId.parse(hex));
    }

    boolean isSpan(long id) {
      return span != null && span.value() == id;
    }

    boolean isTrace(TraceId id) {
      return id.equals(trace);
    }
  }
}
