// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

/** An instrumentation scope: the library that claims to have made a span. */
public record Scope(String name, String version) {}
