// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.query.parameter;

import com.linecorp.armeria.common.QueryParams;
import dev.clew.model.SpanKind;
import dev.clew.model.TraceId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The parameters of a request. A name is given in camel case and found in snake case, too; a
 * parameter without a value counts as absent, as forms send it.
 *
 * <p>What cannot be read throws {@link ParameterException}.
 */
public final class Parameters {

  private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

  private static final String KINDS =
      Stream.of(SpanKind.values()).map(SpanKind::label).collect(Collectors.joining(", "));
  private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "TRUE", "True");
  private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "FALSE", "False");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,18}");

  private final QueryParams query;

  /** The parameters of a URL's query. */
  public Parameters(QueryParams query) {
    this.query = query;
  }

  /** The first value. */
  public Optional<String> text(String name) {
    return all(name).stream().findFirst();
  }

  /** The first value, which may be empty; none only if the parameter is not there at all. */
  public Optional<String> given(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The first value of a parameter that has to be there. */
  public String requiredText(String name) {
    return text(name).orElseThrow(() -> ParameterException.missing(name));
  }

  /** All values, in their order. */
  public List<String> all(String name) {
    return Stream.of(name, snakeCase(name))
        .distinct()
        .flatMap(spelling -> query.getAll(spelling).stream())
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** An integer between 1 and a maximum. */
  public OptionalInt count(String name, int max) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      return OptionalInt.empty();
    }
    String expected = "an integer from 1 to " + max;
    try {
      int count = Integer.parseInt(value.get().strip());
      if (count >= 1 && count <= max) {
        return OptionalInt.of(count);
      }
    } catch (NumberFormatException notANumber) {
      ParameterException malformed = ParameterException.malformed(name, value.get(), expected);
      malformed.initCause(notANumber);
      throw malformed;
    }
    throw ParameterException.malformed(name, value.get(), expected);
  }

  /** Whether a switch is on: it is there and says neither {@code false} nor {@code 0}. */
  public boolean flag(String name) {
    return text(name)
        .filter(value -> !value.equalsIgnoreCase("false") && !value.equals("0"))
        .isPresent();
  }

  /** Whether a truth value is true, as Go writes and reads it; false if it is not there. */
  public boolean truth(String name) {
    Optional<String> value = text(name);
    if (value.isEmpty() || FALSE.contains(value.get())) {
      return false;
    }
    if (!TRUE.contains(value.get())) {
      throw ParameterException.malformed(name, value.get(), "true or false");
    }
    return true;
  }

  /** Whether a person is going to read the answer. */
  public boolean isPrettyPrint() {
    return flag("prettyPrint");
  }

  /** A duration in nanoseconds, see {@link GoDuration}. */
  public OptionalLong duration(String name) {
    Optional<String> value = text(name);
    return value.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(GoDuration.parse(name, value.get()));
  }

  /** A duration in nanoseconds, which may also be a bare number of milliseconds. */
  public OptionalLong durationOrMillis(String name) {
    return text(name).filter(value -> MILLIS.matcher(value).matches()).isPresent()
        ? OptionalLong.of(GoDuration.parse(name, requiredText(name) + "ms"))
        : duration(name);
  }

  /** A point in time in epoch nanoseconds, see {@link TimeText}. */
  public OptionalLong time(String name) {
    Optional<String> value = text(name);
    return value.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(TimeText.parse(name, value.get()));
  }

  /** A span kind by its lower-case name. */
  public Optional<SpanKind> kind(String name) {
    return text(name)
        .map(value ->
            Stream.of(SpanKind.values())
                .filter(kind -> kind.label().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> ParameterException.malformed(name, value, "one of " + KINDS)));
  }

  /** Trace ids, see {@link TraceIdText}. */
  public List<TraceId> traceIds(String name) {
    return all(name).stream().map(text -> TraceIdText.parse(name, text)).toList();
  }

  private static String snakeCase(String name) {
    return HUMP.matcher(name).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
  }
}
