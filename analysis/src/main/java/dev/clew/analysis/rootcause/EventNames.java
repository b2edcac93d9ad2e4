// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.analysis.rootcause;

import dev.clew.model.AttributeScope;
import dev.clew.model.AttributeTable;
import dev.clew.model.Projection;
import dev.clew.model.SpanBatch;
import dev.clew.model.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Names for what happens in spans: an event's name, and for exceptions their type as well.
 *
 * <p>Threads: one at a time.
 */
final class EventNames {

  private static final String EXCEPTION = "exception";
  static final String EXCEPTION_TYPE = "exception.type";

  private static final List<String> LEVEL_KEYS =
      List.of("level", "log.level", "severity", "severity_text", "log.severity");
  private static final Set<String> ERROR_LEVELS = Set.of("ERROR", "FATAL", "SEVERE", "CRITICAL");

  /** What has to be read of spans. */
  static final Projection READS =
      Projection.of()
          .withAttributes(AttributeScope.EVENT, Set.of(EXCEPTION_TYPE))
          .withAttributes(AttributeScope.EVENT, LEVEL_KEYS);

  private final Map<String, Integer> codes = new HashMap<>();
  private final List<String> names = new ArrayList<>();
  private final Set<Integer> errors = new HashSet<>();

  /** The code of an event's name. */
  int code(SpanBatch batch, int event) {
    String name = batch.strings().string(batch.eventNameRef(event));
    boolean exception = name.equals(EXCEPTION);
    if (exception) {
      String type = text(batch, event, EXCEPTION_TYPE);
      name = type.isEmpty() ? name : name + " " + type;
    }
    int code = code(name);
    if (exception || isErrorLevel(batch, event)) {
      errors.add(code);
    }
    return code;
  }

  /** The code of a name. */
  int code(String name) {
    return codes.computeIfAbsent(
        name,
        text -> {
          names.add(text);
          return names.size() - 1;
        });
  }

  /** The name of a code. */
  String name(int code) {
    return names.get(code);
  }

  /** Whether such events report an error. */
  boolean isError(int code) {
    return errors.contains(code);
  }

  private static boolean isErrorLevel(SpanBatch batch, int event) {
    for (String key : LEVEL_KEYS) {
      if (ERROR_LEVELS.contains(text(batch, event, key).toUpperCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  static String text(SpanBatch batch, int event, String key) {
    int keyRef = batch.strings().find(key);
    if (keyRef < 0) {
      return "";
    }
    AttributeTable table = batch.attributes(AttributeScope.EVENT);
    int entry = table.find(event, keyRef);
    return entry >= 0 && table.type(entry) == ValueType.STRING
        ? batch.strings().string(table.valueRef(entry))
        : "";
  }
}
