// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.jaeger;

import dev.clew.codec.thrift.ThriftInput;

/**
 * The fields (number and type) of Jaeger's Thrift messages, from the published {@code
 * jaeger.thrift} and {@code agent.thrift}.
 */
final class ThriftFields {

  /** The only argument of {@code emitBatch}. */
  static final int EMIT_BATCH_BATCH = 1 << 8 | ThriftInput.STRUCT;

  static final int BATCH_PROCESS = 1 << 8 | ThriftInput.STRUCT;
  static final int BATCH_SPANS = 2 << 8 | ThriftInput.LIST;

  static final int PROCESS_SERVICE_NAME = 1 << 8 | ThriftInput.STRING;
  static final int PROCESS_TAGS = 2 << 8 | ThriftInput.LIST;

  static final int SPAN_TRACE_ID_LOW = 1 << 8 | ThriftInput.I64;
  static final int SPAN_TRACE_ID_HIGH = 2 << 8 | ThriftInput.I64;
  static final int SPAN_SPAN_ID = 3 << 8 | ThriftInput.I64;
  static final int SPAN_PARENT_SPAN_ID = 4 << 8 | ThriftInput.I64;
  static final int SPAN_OPERATION_NAME = 5 << 8 | ThriftInput.STRING;
  static final int SPAN_REFERENCES = 6 << 8 | ThriftInput.LIST;
  static final int SPAN_FLAGS = 7 << 8 | ThriftInput.I32;
  static final int SPAN_START_TIME = 8 << 8 | ThriftInput.I64;
  static final int SPAN_DURATION = 9 << 8 | ThriftInput.I64;
  static final int SPAN_TAGS = 10 << 8 | ThriftInput.LIST;
  static final int SPAN_LOGS = 11 << 8 | ThriftInput.LIST;

  static final int REFERENCE_TYPE = 1 << 8 | ThriftInput.I32;
  static final int REFERENCE_TRACE_ID_LOW = 2 << 8 | ThriftInput.I64;
  static final int REFERENCE_TRACE_ID_HIGH = 3 << 8 | ThriftInput.I64;
  static final int REFERENCE_SPAN_ID = 4 << 8 | ThriftInput.I64;

  static final int LOG_TIMESTAMP = 1 << 8 | ThriftInput.I64;
  static final int LOG_FIELDS = 2 << 8 | ThriftInput.LIST;

  static final int TAG_KEY = 1 << 8 | ThriftInput.STRING;
  static final int TAG_TYPE = 2 << 8 | ThriftInput.I32;
  static final int TAG_STRING = 3 << 8 | ThriftInput.STRING;
  static final int TAG_DOUBLE = 4 << 8 | ThriftInput.DOUBLE;
  static final int TAG_BOOL = 5 << 8 | ThriftInput.BOOL;
  static final int TAG_LONG = 6 << 8 | ThriftInput.I64;
  static final int TAG_BINARY = 7 << 8 | ThriftInput.STRING;

  private ThriftFields() {}
}
