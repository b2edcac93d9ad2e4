// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.codec.otlp;

import static dev.clew.codec.protobuf.ProtoInput.BYTES;
import static dev.clew.codec.protobuf.ProtoInput.FIXED32;
import static dev.clew.codec.protobuf.ProtoInput.FIXED64;
import static dev.clew.codec.protobuf.ProtoInput.VARINT;

/**
 * The protobuf tags (field number and wire type) of OTLP's trace messages, from the published
 * {@code trace.proto}, {@code resource.proto}, {@code common.proto}, {@code trace_service.proto}
 * and {@code status.proto}. All but {@link #SPAN_FLAGS} fit one byte.
 */
final class OtlpTags {

  static final int REQUEST_RESOURCE_SPANS = 1 << 3 | BYTES;

  static final int RESOURCE_SPANS_RESOURCE = 1 << 3 | BYTES;
  static final int RESOURCE_SPANS_SCOPE_SPANS = 2 << 3 | BYTES;
  static final int RESOURCE_SPANS_SCHEMA_URL = 3 << 3 | BYTES;

  static final int RESOURCE_ATTRIBUTES = 1 << 3 | BYTES;
  static final int RESOURCE_DROPPED_ATTRIBUTES = 2 << 3 | VARINT;
  static final int RESOURCE_ENTITY_REFS = 3 << 3 | BYTES;

  static final int ENTITY_SCHEMA_URL = 1 << 3 | BYTES;
  static final int ENTITY_TYPE = 2 << 3 | BYTES;
  static final int ENTITY_ID_KEYS = 3 << 3 | BYTES;
  static final int ENTITY_DESCRIPTION_KEYS = 4 << 3 | BYTES;

  static final int SCOPE_SPANS_SCOPE = 1 << 3 | BYTES;
  static final int SCOPE_SPANS_SPANS = 2 << 3 | BYTES;
  static final int SCOPE_SPANS_SCHEMA_URL = 3 << 3 | BYTES;

  static final int SCOPE_NAME = 1 << 3 | BYTES;
  static final int SCOPE_VERSION = 2 << 3 | BYTES;
  static final int SCOPE_ATTRIBUTES = 3 << 3 | BYTES;
  static final int SCOPE_DROPPED_ATTRIBUTES = 4 << 3 | VARINT;

  static final int SPAN_TRACE_ID = 1 << 3 | BYTES;
  static final int SPAN_SPAN_ID = 2 << 3 | BYTES;
  static final int SPAN_TRACE_STATE = 3 << 3 | BYTES;
  static final int SPAN_PARENT_SPAN_ID = 4 << 3 | BYTES;
  static final int SPAN_NAME = 5 << 3 | BYTES;
  static final int SPAN_KIND = 6 << 3 | VARINT;
  static final int SPAN_START_TIME = 7 << 3 | FIXED64;
  static final int SPAN_END_TIME = 8 << 3 | FIXED64;
  static final int SPAN_ATTRIBUTES = 9 << 3 | BYTES;
  static final int SPAN_DROPPED_ATTRIBUTES = 10 << 3 | VARINT;
  static final int SPAN_EVENTS = 11 << 3 | BYTES;
  static final int SPAN_DROPPED_EVENTS = 12 << 3 | VARINT;
  static final int SPAN_LINKS = 13 << 3 | BYTES;
  static final int SPAN_DROPPED_LINKS = 14 << 3 | VARINT;
  static final int SPAN_STATUS = 15 << 3 | BYTES;
  static final int SPAN_FLAGS = 16 << 3 | FIXED32;

  static final int STATUS_MESSAGE = 2 << 3 | BYTES;
  static final int STATUS_CODE = 3 << 3 | VARINT;

  static final int EVENT_TIME = 1 << 3 | FIXED64;
  static final int EVENT_NAME = 2 << 3 | BYTES;
  static final int EVENT_ATTRIBUTES = 3 << 3 | BYTES;
  static final int EVENT_DROPPED_ATTRIBUTES = 4 << 3 | VARINT;

  static final int LINK_TRACE_ID = 1 << 3 | BYTES;
  static final int LINK_SPAN_ID = 2 << 3 | BYTES;
  static final int LINK_TRACE_STATE = 3 << 3 | BYTES;
  static final int LINK_ATTRIBUTES = 4 << 3 | BYTES;
  static final int LINK_DROPPED_ATTRIBUTES = 5 << 3 | VARINT;
  static final int LINK_FLAGS = 6 << 3 | FIXED32;

  static final int KEY_VALUE_KEY = 1 << 3 | BYTES;
  static final int KEY_VALUE_VALUE = 2 << 3 | BYTES;

  static final int VALUE_STRING = 1 << 3 | BYTES;
  static final int VALUE_BOOL = 2 << 3 | VARINT;
  static final int VALUE_INT = 3 << 3 | VARINT;
  static final int VALUE_DOUBLE = 4 << 3 | FIXED64;
  static final int VALUE_ARRAY = 5 << 3 | BYTES;
  static final int VALUE_KVLIST = 6 << 3 | BYTES;
  static final int VALUE_BYTES = 7 << 3 | BYTES;

  /** The only field of {@code ArrayValue} and of {@code KeyValueList}. */
  static final int LIST_VALUES = 1 << 3 | BYTES;

  static final int RESPONSE_PARTIAL_SUCCESS = 1 << 3 | BYTES;
  static final int PARTIAL_SUCCESS_REJECTED_SPANS = 1 << 3 | VARINT;
  static final int PARTIAL_SUCCESS_ERROR_MESSAGE = 2 << 3 | BYTES;

  /** {@code google.rpc.Status}. */
  static final int RPC_STATUS_CODE = 1 << 3 | VARINT;

  static final int RPC_STATUS_MESSAGE = 2 << 3 | BYTES;

  static final int RPC_STATUS_DETAILS = 3 << 3 | BYTES;

  static final int ANY_TYPE_URL = 1 << 3 | BYTES;
  static final int ANY_VALUE = 2 << 3 | BYTES;

  /** {@code google.rpc.RetryInfo}. */
  static final int RETRY_INFO_DELAY = 1 << 3 | BYTES;

  static final int DURATION_SECONDS = 1 << 3 | VARINT;
  static final int DURATION_NANOS = 2 << 3 | VARINT;

  private OtlpTags() {}
}
