// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.jaeger.terms;

import dev.clew.store.query.Field.Intrinsic;
import dev.clew.store.query.SpanFilter;

/**
 * Service names as Jaeger has them: never empty. Spans whose resource has no {@code service.name}
 * belong to a service with a name that Jaeger made up.
 */
public final class ServiceName {

  /** Jaeger's name for the service of spans that do not say whose they are. */
  public static final String NONE = "OTLPResourceNoServiceName";

  private ServiceName() {}

  /** The name to show for the store's, which is empty for spans without one. */
  public static String toJaeger(String name) {
    return name.isEmpty() ? NONE : name;
  }

  /** The inverse of {@link #toJaeger}. */
  public static String fromJaeger(String name) {
    return name.equals(NONE) ? "" : name;
  }

  /** The spans of a service, by the name that is shown. */
  public static SpanFilter filter(String name) {
    return name.equals(NONE)
        ? SpanFilter.not(new SpanFilter.Exists(Intrinsic.SERVICE_NAME))
        : SpanFilter.equal(Intrinsic.SERVICE_NAME, name);
  }
}
