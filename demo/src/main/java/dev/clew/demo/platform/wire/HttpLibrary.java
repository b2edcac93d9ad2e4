// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.platform.wire;

import dev.clew.demo.telemetry.Scope;

/** The HTTP instrumentation of a service; decides scope and attribute names. */
public enum HttpLibrary {
  /** The gateway's proxy. */
  ENVOY("envoy", "1.36.2", false),
  /** A Java service of today. */
  SPRING("io.opentelemetry.spring-webmvc-6.0", "2.31.0-alpha", false),
  /** A Python service. */
  FASTAPI("opentelemetry.instrumentation.fastapi", "0.60b1", false),
  /** A Go service. */
  NET_HTTP("go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp", "0.63.0", false),
  /** Python's HTTP client. */
  HTTPX("opentelemetry.instrumentation.httpx", "0.60b1", false),
  /** A Java service that nobody has touched for years: attribute names from before 2023. */
  OLD_SERVLET("io.opentelemetry.servlet-3.0", "1.19.2-alpha", true),
  /** A Python service from the same years. */
  OLD_FLASK("opentelemetry.instrumentation.flask", "0.33b0", true);

  private final String scopeName;
  private final String scopeVersion;
  private final boolean oldNames;

  HttpLibrary(String scopeName, String scopeVersion, boolean oldNames) {
    this.scopeName = scopeName;
    this.scopeVersion = scopeVersion;
    this.oldNames = oldNames;
  }

  /** The instrumentation scope of its spans. */
  public Scope scope() {
    return new Scope(scopeName, scopeVersion);
  }

  boolean usesOldNames() {
    return oldNames;
  }
}
