// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.server.protocols;

import dev.clew.model.TraceId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The trace that every protocol is made to send, as far as it can: a request of {@code shop} and in
 * it a call, which says everything that a span can say.
 */
final class SentTrace {

  static final long TRACE_ID_HIGH = 0x5af7183fb1d4cf5fL;
  static final long PARENT_ID = 0xa1L;
  static final long CHILD_ID = 0xb2L;
  static final long LINKED_ID = 0xc3L;
  static final long SECOND_MICROS = 1_767_225_600_000_000L; // 2026-01-01T00:00:00Z
  static final long PARENT_MICROS = 1_000_000;
  static final long START_MICROS = 123_456;
  static final int START_NANOS = 789;
  static final long DURATION_MICROS = 2_500;
  static final long EVENT_MICROS = 124_000;
  static final String SERVICE = "shop";
  static final String NAME = "Get Item";
  static final String TEXT_KEY = "text";
  static final String TEXT = "Grüße, \"Welt\"";
  static final String NUMBER_KEY = "count";
  static final long NUMBER = 42;
  static final String EVENT = "cache miss";
  static final String EVENT_KEY = "key";
  static final String EVENT_VALUE = "k1";
  static final String ERROR = "out of stock";
  static final String RESOURCE_KEY = "zone";
  static final String RESOURCE = "eu-1";
  static final String SCOPE = "lib";
  static final String PEER_KEY = "peer.service";
  static final String PEER = "stock";

  private SentTrace() {}

  static String traceId(long low) {
    return new TraceId(TRACE_ID_HIGH, low).toHex();
  }

  /** What a client of OTLP says. */
  static Map<Fact, String> otlp() {
    Map<Fact, String> facts = new EnumMap<>(Fact.class);
    facts.put(Fact.NAME, NAME);
    facts.put(Fact.KIND, "client");
    facts.put(Fact.SERVICE, SERVICE);
    facts.put(Fact.START, micros(START_MICROS));
    facts.put(Fact.NANOSECONDS, Integer.toString(START_NANOS));
    facts.put(Fact.DURATION, DURATION_MICROS + " µs");
    facts.put(Fact.TEXT, "text " + TEXT);
    facts.put(Fact.NUMBER, "number " + NUMBER);
    facts.put(Fact.EVENT, event(EVENT_MICROS, EVENT) + " " + EVENT_KEY + "=" + EVENT_VALUE);
    facts.put(Fact.LINK, "span " + Long.toHexString(LINKED_ID));
    facts.put(Fact.ERROR, ERROR);
    facts.put(Fact.RESOURCE, RESOURCE);
    facts.put(Fact.SCOPE, SCOPE);
    facts.put(Fact.PEER, PEER);
    return facts;
  }

  /** What a client of Jaeger's Thrift says: times are in microseconds. */
  static Map<Fact, String> jaeger() {
    Map<Fact, String> facts = otlp();
    facts.remove(Fact.NANOSECONDS);
    return facts;
  }

  /** What a client of Zipkin says: names are in lower case, tags are text, no links. */
  static Map<Fact, String> zipkin() {
    Map<Fact, String> facts = jaeger();
    facts.put(Fact.NAME, "get item");
    facts.put(Fact.NUMBER, "text " + NUMBER);
    facts.put(Fact.EVENT, event(EVENT_MICROS, EVENT));
    facts.remove(Fact.LINK);
    facts.remove(Fact.RESOURCE);
    return facts;
  }

  static String micros(long microsOfTheSecond) {
    return String.format(Locale.ROOT, "0.%06d s", microsOfTheSecond);
  }

  static String event(long microsOfTheSecond, String name) {
    return micros(microsOfTheSecond) + " " + name;
  }
}
