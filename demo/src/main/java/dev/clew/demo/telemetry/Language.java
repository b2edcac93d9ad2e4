// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

/** The language a simulated service claims to be written in, as its SDK would report it. */
public enum Language {
  /** A Go binary. */
  GO("go", "go", "1.25.4"),
  /** A JVM. */
  JAVA("java", "OpenJDK Runtime Environment", "25.0.1+8"),
  /** CPython. */
  PYTHON("python", "cpython", "3.12.8"),
  /** Native code. */
  CPP("cpp", "gcc", "14.2.0");

  private final String id;
  private final String runtimeName;
  private final String runtimeVersion;

  Language(String id, String runtimeName, String runtimeVersion) {
    this.id = id;
    this.runtimeName = runtimeName;
    this.runtimeVersion = runtimeVersion;
  }

  String id() {
    return id;
  }

  String runtimeName() {
    return runtimeName;
  }

  String runtimeVersion() {
    return runtimeVersion;
  }
}
