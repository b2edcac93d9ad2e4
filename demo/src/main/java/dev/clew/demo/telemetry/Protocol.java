// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.demo.telemetry;

/** How a simulated service sends its spans. */
public enum Protocol {
  /** OTLP over gRPC, uncompressed. */
  GRPC,
  /** OTLP over HTTP, protobuf with gzip. */
  HTTP_GZIP
}
