// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import java.util.ArrayList;
import java.util.List;

/** Puts the spans of a request together, one {@code ResourceSpans} per service. */
final class ServiceSpans {

  private ServiceSpans() {}

  /**
   * One message per service, in which trace follows trace.
   *
   * @param resources by service
   * @param scopeName the instrumentation scope of all spans
   * @param status writes the encoded status code of a span
   */
  static List<Template> templates(
      LoadPlan plan,
      List<Attributes> resources,
      String scopeName,
      List<SpanShape> shapes,
      SlotValue status) {
    List<Template> services = new ArrayList<>();
    for (int service = 0; service < resources.size(); service++) {
      Template scopeSpans =
          new Template().message(1, new Template().text(1, scopeName).text(2, "2.31.0"));
      for (int trace = 0; trace < plan.tracesPerRequest(); trace++) {
        for (int span = 0; span < shapes.size(); span++) {
          if (shapes.get(span).service() == service) {
            scopeSpans.message(2, shapes.get(span).template(span, status).ofTrace(trace));
          }
        }
      }
      Template resource = new Template();
      resources.get(service).addTo(resource, 1);
      services.add(new Template().message(1, resource).message(2, scopeSpans));
    }
    return services;
  }
}
