// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeValue;
import dev.clew.model.AttributeValue.KvListValue;
import dev.clew.model.SpanBatch;
import java.util.function.Function;

/** What Zipkin has no structure for, as text in the forms of OpenTelemetry's Collector. */
final class ZipkinText {

  private final SpanBatch batch;
  private final Function<AttributeValue, String> plainText;

  /**
   * Texts of one batch.
   *
   * @param plainText writes a value: text as it is, anything else as in JSON
   */
  ZipkinText(SpanBatch batch, Function<AttributeValue, String> plainText) {
    this.batch = batch;
    this.plainText = plainText;
  }

  String ofValue(AttributeValue value) {
    return plainText.apply(value);
  }

  /** {@code name}, or {@code name|{…}|dropped} if the event says more. */
  String ofEvent(int event) {
    String name = text(batch.eventNameRef(event));
    int dropped = batch.eventDroppedAttributesCount(event);
    boolean isPlain =
        dropped == 0
            && batch.attributes(AttributeScope.EVENT).begin(event)
                == batch.attributes(AttributeScope.EVENT).end(event);
    return isPlain
        ? name
        : name + "|" + attributes(AttributeScope.EVENT, event) + "|" + count(dropped);
  }

  /** {@code trace id|span id|trace state|{…}|dropped}. */
  String ofLink(int link) {
    return ZipkinId.text(batch.linkTraceIdHigh(link), batch.linkTraceIdLow(link))
        + "|"
        + ZipkinId.text(batch.linkSpanId(link))
        + "|"
        + text(batch.linkTraceStateRef(link))
        + "|"
        + attributes(AttributeScope.LINK, link)
        + "|"
        + count(batch.linkDroppedAttributesCount(link));
  }

  private String attributes(AttributeScope scope, int owner) {
    return plainText.apply(
        new KvListValue(batch.attributes(scope).entries(owner, batch.strings())));
  }

  private String text(int reference) {
    return batch.strings().string(reference);
  }

  private static String count(int unsigned) {
    return Integer.toUnsignedString(unsigned);
  }
}
