// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.error;

import dev.clew.analysis.trace.SpanAttribute;
import dev.clew.analysis.trace.TraceView;
import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.Projection;
import dev.clew.model.Projection.Detail;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.Set;

/**
 * What kind of error a span has: {@code error.type}, else the {@code exception.type} of its first
 * exception event, else its HTTP or gRPC status, else the status message up to the first colon,
 * else {@code "error"}.
 */
final class ErrorTypes {

  private static final int MESSAGE_MAX = 60;
  private static final String EXCEPTION_TYPE = "exception.type";
  private static final String EXCEPTION_MESSAGE = "exception.message";

  private final SpanAttribute errorType = SpanAttribute.ofSpan("error.type", EXCEPTION_TYPE);
  private final SpanAttribute httpStatus =
      SpanAttribute.ofSpan("http.response.status_code", "http.status_code");
  private final SpanAttribute grpcStatus =
      SpanAttribute.ofSpan("rpc.grpc.status_code", "rpc.response.status_code");

  Projection reads() {
    return SpanAttribute.reads(errorType, httpStatus, grpcStatus)
        .and(Projection.of(Detail.STATUS_MESSAGE))
        .withAttributes(AttributeScope.EVENT, Set.of(EXCEPTION_TYPE, EXCEPTION_MESSAGE));
  }

  String of(TraceView view, int row) {
    String type = errorType.text(view, row);
    if (type != null && !type.isEmpty()) {
      return type;
    }
    String exception = event(view, row, EXCEPTION_TYPE);
    if (!exception.isEmpty()) {
      return exception;
    }
    String status = httpStatus.text(view, row);
    if (status != null) {
      return "HTTP " + status;
    }
    status = grpcStatus.text(view, row);
    if (status != null) {
      return "gRPC " + status;
    }
    String message = statusMessage(view, row);
    int colon = message.indexOf(':');
    message = colon > 0 ? message.substring(0, colon) : message;
    return message.isEmpty() ? "error" : cut(message);
  }

  String message(TraceView view, int row) {
    String message = statusMessage(view, row);
    return cut(message.isEmpty() ? event(view, row, EXCEPTION_MESSAGE) : message);
  }

  private static String statusMessage(TraceView view, int row) {
    SpanBatch batch = view.batch(row);
    return batch.strings().string(batch.statusMessageRef(view.batchRow(row))).strip();
  }

  private static String event(TraceView view, int row, String key) {
    SpanBatch batch = view.batch(row);
    int keyRef = batch.strings().find(key);
    if (keyRef < 0) {
      return "";
    }
    AttributeTable table = batch.attributes(AttributeScope.EVENT);
    int source = view.batchRow(row);
    for (int event = batch.eventBegin(source); event < batch.eventEnd(source); event++) {
      int entry = table.find(event, keyRef);
      if (entry >= 0 && table.type(entry) == ValueType.STRING) {
        return batch.strings().string(table.valueRef(entry));
      }
    }
    return "";
  }

  private static String cut(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= MESSAGE_MAX ? line : line.substring(0, MESSAGE_MAX - 1) + "…";
  }
}
