// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import static dev.clew.codec.protobuf.ProtoInput.BYTES;
import static dev.clew.codec.protobuf.ProtoInput.FIXED64;
import static dev.clew.codec.protobuf.ProtoInput.VARINT;

/**
 * The protobuf tags (field number and wire type) of Jaeger's {@code api_v2} messages, from the
 * published {@code model.proto} and {@code collector.proto}.
 */
final class ProtoFields {

  static final int POST_SPANS_BATCH = 1 << 3 | BYTES;

  static final int BATCH_SPANS = 1 << 3 | BYTES;
  static final int BATCH_PROCESS = 2 << 3 | BYTES;

  static final int PROCESS_SERVICE_NAME = 1 << 3 | BYTES;
  static final int PROCESS_TAGS = 2 << 3 | BYTES;

  static final int SPAN_TRACE_ID = 1 << 3 | BYTES;
  static final int SPAN_SPAN_ID = 2 << 3 | BYTES;
  static final int SPAN_OPERATION_NAME = 3 << 3 | BYTES;
  static final int SPAN_REFERENCES = 4 << 3 | BYTES;
  static final int SPAN_FLAGS = 5 << 3 | VARINT;
  static final int SPAN_START_TIME = 6 << 3 | BYTES;
  static final int SPAN_DURATION = 7 << 3 | BYTES;
  static final int SPAN_TAGS = 8 << 3 | BYTES;
  static final int SPAN_LOGS = 9 << 3 | BYTES;
  static final int SPAN_PROCESS = 10 << 3 | BYTES;
  static final int SPAN_WARNINGS = 12 << 3 | BYTES;

  static final int REFERENCE_TRACE_ID = 1 << 3 | BYTES;
  static final int REFERENCE_SPAN_ID = 2 << 3 | BYTES;
  static final int REFERENCE_TYPE = 3 << 3 | VARINT;

  static final int LOG_TIMESTAMP = 1 << 3 | BYTES;
  static final int LOG_FIELDS = 2 << 3 | BYTES;

  static final int KEY_VALUE_KEY = 1 << 3 | BYTES;
  static final int KEY_VALUE_TYPE = 2 << 3 | VARINT;
  static final int KEY_VALUE_STRING = 3 << 3 | BYTES;
  static final int KEY_VALUE_BOOL = 4 << 3 | VARINT;
  static final int KEY_VALUE_INT64 = 5 << 3 | VARINT;
  static final int KEY_VALUE_FLOAT64 = 6 << 3 | FIXED64;
  static final int KEY_VALUE_BINARY = 7 << 3 | BYTES;

  /** Of protobuf's {@code Timestamp} and {@code Duration}. */
  static final int TIME_SECONDS = 1 << 3 | VARINT;

  static final int TIME_NANOS = 2 << 3 | VARINT;

  private ProtoFields() {}
}
