// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.zipkin;

/** How lists of Zipkin spans are encoded. The names are the ones that Zipkin's messages use. */
public enum ZipkinFormat {
  /** JSON of the v2 model. */
  JSON_V2,
  /** Protobuf of the v2 model. */
  PROTO3,
  /** JSON of the v1 model: annotations and binary annotations. */
  JSON_V1,
  /** Binary Thrift of the v1 model. */
  THRIFT
}
