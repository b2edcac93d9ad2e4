// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.grpc;

import dev.clew.model.SpanKind;
import dev.clew.query.jaeger.terms.ServiceName;
import dev.clew.query.parameter.ParameterException;
import dev.clew.store.Operation;
import dev.clew.store.TraceReader;
import dev.clew.store.query.QueryContext;
import dev.clew.store.query.TimeRange;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Services and operations as all of Jaeger's services name them. */
final class Names {

  private Names() {}

  static List<String> services(TraceReader reader, QueryContext context) {
    return reader.services(TimeRange.ALL, context).stream()
        .map(ServiceName::toJaeger)
        .sorted()
        .toList();
  }

  /**
   * Operations, of any kind if that is empty.
   *
   * @param service has to be there
   */
  static List<Operation> operations(
      TraceReader reader, String service, String kind, QueryContext context) {
    if (service.isEmpty()) {
      throw ParameterException.missing("service");
    }
    return reader.operations(ServiceName.fromJaeger(service), kind(kind), TimeRange.ALL, context);
  }

  /** A kind as text; none is the empty text. */
  static String kind(SpanKind kind) {
    return kind == SpanKind.UNSPECIFIED ? "" : kind.label();
  }

  private static @Nullable SpanKind kind(String text) {
    if (text.isEmpty()) {
      return null;
    }
    return Stream.of(SpanKind.values())
        .filter(kind -> kind.label().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            ParameterException.malformed(
                "span_kind",
                text,
                "one of " + Stream.of(SpanKind.values()).map(SpanKind::label).toList()));
  }
}
