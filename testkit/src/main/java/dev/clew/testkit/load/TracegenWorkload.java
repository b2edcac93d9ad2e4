// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit.load;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape that Jaeger's load generator sends by default: ten spans per trace, a root and nine
 * children, each with 11 attributes whose keys are drawn from 97 and whose values from 1,000; about
 * 327 bytes of OTLP per span. Its attributes are noise, which makes it the hard case for a store
 * that lives on regularity.
 */
public final class TracegenWorkload {

  private static final int SPANS = 10;
  private static final int ATTRIBUTES = 11;
  private static final int KEYS = 97; // a prime, so that any step visits every key
  private static final int VALUES = 1_000;

  private TracegenWorkload() {}

  /** The requests of a plan. */
  public static Workload of(LoadPlan plan) {
    List<SpanShape> shapes = new ArrayList<>();
    shapes.add(new SpanShape(0, -1, "lets-go", SpanShape.SERVER, 0, 1000, attributes(0)));
    for (int span = 1; span < SPANS; span++) {
      int beginPermille = (span - 1) * 100;
      shapes.add(
          new SpanShape(
              0, 0, "child-span-0" + span, SpanShape.CLIENT, beginPermille, 99, attributes(span)));
    }
    Attributes resource =
        new Attributes().text("service.name", "tracegen").text("host.name", "tracegen-01");
    SlotValue noStatus = SlotValue.oneOf(0, List.of(new byte[] {0}));
    List<Template> services =
        ServiceSpans.templates(plan, List.of(resource), "tracegen", shapes, noStatus);
    return new TemplateWorkload(plan, shapes, services, SPANS, trace -> {});
  }

  /** Distinct keys: for each span they start somewhere and go on by some step. */
  private static Attributes attributes(int span) {
    Attributes attributes = new Attributes();
    for (int i = 0; i < ATTRIBUTES; i++) {
      int ordinal = i;
      SlotValue key =
          new SlotValue(
              7,
              (target, offset, trace) ->
                  number("attr_", 2, key(trace.subjects[span], ordinal), target, offset));
      SlotValue value =
          new SlotValue(
              7,
              (target, offset, trace) ->
                  number("val-", 3, trace.random.nextInt(VALUES), target, offset));
      attributes.text(key, "", value);
    }
    return attributes;
  }

  private static long key(long subject, int ordinal) {
    long begin = subject % KEYS;
    long step = 1 + subject / KEYS % (KEYS - 1);
    return (begin + ordinal * step) % KEYS;
  }

  private static void number(String prefix, int digits, long number, byte[] target, int offset) {
    for (int i = 0; i < prefix.length(); i++) {
      target[offset + i] = (byte) prefix.charAt(i);
    }
    long rest = number;
    for (int at = offset + prefix.length() + digits - 1; at >= offset + prefix.length(); at--) {
      target[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
