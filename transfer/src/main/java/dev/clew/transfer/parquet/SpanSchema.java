// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.transfer.parquet;

import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * The columns of a span. Columns may be added; none changes its name or type.
 *
 * <p>Times come twice: as timestamps of microseconds, because Spark reads no finer ones, and as the
 * nanoseconds that were sent. Attributes are text whatever their type, because a map has one; see
 * {@link dev.clew.store.query.PlainText}. {@link AttributeTypes} stand beside them, for the way
 * back.
 */
final class SpanSchema {

  static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message span {
            required binary trace_id (STRING);
            required binary span_id (STRING);
            optional binary parent_span_id (STRING);
            optional binary trace_state (STRING);
            required int32 flags (INTEGER(32,false));
            optional binary service_name (STRING);
            required binary name (STRING);
            required binary kind (STRING);
            required int64 start_time (TIMESTAMP(MICROS,true));
            required int64 start_time_unix_nano;
            required int64 end_time_unix_nano;
            required int64 duration_nanos;
            required binary status_code (STRING);
            optional binary status_message (STRING);
            required group attributes (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional binary value (STRING);
              }
            }
            required group attribute_types (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional binary value (STRING);
              }
            }
            required int32 dropped_attributes_count (INTEGER(32,false));
            required group derived_attributes (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional binary value (STRING);
              }
            }
            required group resource_attributes (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional binary value (STRING);
              }
            }
            required group resource_attribute_types (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional binary value (STRING);
              }
            }
            required int32 resource_dropped_attributes_count (INTEGER(32,false));
            optional binary resource_entity_refs;
            optional binary resource_schema_url (STRING);
            optional binary scope_name (STRING);
            optional binary scope_version (STRING);
            optional binary scope_schema_url (STRING);
            required group scope_attributes (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional binary value (STRING);
              }
            }
            required group scope_attribute_types (MAP) {
              repeated group key_value {
                required binary key (STRING);
                optional binary value (STRING);
              }
            }
            required int32 scope_dropped_attributes_count (INTEGER(32,false));
            required group events (LIST) {
              repeated group list {
                required group element {
                  required int64 time (TIMESTAMP(MICROS,true));
                  required int64 time_unix_nano;
                  required binary name (STRING);
                  required group attributes (MAP) {
                    repeated group key_value {
                      required binary key (STRING);
                      optional binary value (STRING);
                    }
                  }
                  required group attribute_types (MAP) {
                    repeated group key_value {
                      required binary key (STRING);
                      optional binary value (STRING);
                    }
                  }
                  required int32 dropped_attributes_count (INTEGER(32,false));
                }
              }
            }
            required int32 dropped_events_count (INTEGER(32,false));
            required group links (LIST) {
              repeated group list {
                required group element {
                  required binary trace_id (STRING);
                  required binary span_id (STRING);
                  optional binary trace_state (STRING);
                  required int32 flags (INTEGER(32,false));
                  required group attributes (MAP) {
                    repeated group key_value {
                      required binary key (STRING);
                      optional binary value (STRING);
                    }
                  }
                  required group attribute_types (MAP) {
                    repeated group key_value {
                      required binary key (STRING);
                      optional binary value (STRING);
                    }
                  }
                  required int32 dropped_attributes_count (INTEGER(32,false));
                }
              }
            }
            required int32 dropped_links_count (INTEGER(32,false));
          }
          """);

  private SpanSchema() {}
}
