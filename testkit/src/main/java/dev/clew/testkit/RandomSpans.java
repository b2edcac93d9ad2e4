// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
package dev.clew.testkit;

import dev.clew.model.AttributeValue.BytesValue;
import dev.clew.model.AttributeValue.Entry;
import dev.clew.model.AttributeValue.StringValue;
import dev.clew.model.Span;
import dev.clew.model.SpanBatch;
import dev.clew.model.SpanKind;
import dev.clew.model.StatusCode;
import dev.clew.model.TraceId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Random spans that use every field and value type OTLP has, for property tests.
 *
 * <p>Shape: traces of one to twelve spans with parents inside the trace (a few orphans), from a
 * handful of services that all have {@code service.name} (but one), three scopes, a small set of
 * operation names; starts within one hour from {@link #BASE_NANOS}, durations from nanoseconds to
 * minutes, and now and then an end before the start. Ids are never zero and span ids are unique
 * with near certainty. Equal seeds give equal spans.
 *
 * <p>Threads: one at a time.
 */
public final class RandomSpans {

  /** The earliest start: 2026-01-01T00:00:00Z. */
  public static final long BASE_NANOS = 1_767_225_600_000_000_000L;

  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final int TRACE_SPANS_MAX = 12;
  private static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.40.0";

  private final RandomGenerator random;
  private final RandomValues values;
  private final List<Span.Resource> resources;
  private final List<Span.Scope> scopes;
  private final List<Span> trace = new ArrayList<>(); // the trace that is being made
  private TraceId traceId = TraceId.INVALID;
  private int traceSpansLeft;

  /** The spans of a seed. */
  public RandomSpans(long seed) {
    this(Seeds.random(seed));
  }

  /** Spans from this source. */
  public RandomSpans(RandomGenerator random) {
    this.random = random;
    this.values = new RandomValues(random);
    this.resources =
        Stream.concat(
                IntStream.range(0, 5).mapToObj(i -> resource("service-" + i)),
                Stream.of(new Span.Resource(Span.Attributes.NONE, "", new BytesValue(new byte[0]))))
            .toList();
    this.scopes = IntStream.range(0, 3).mapToObj(this::scope).toList();
  }

  /** The next spans as objects; a trace may go on in the next call's spans. */
  public List<Span> spans(int count) {
    return Stream.generate(this::span).limit(count).toList();
  }

  /** The next spans as a batch, in the order they were made. */
  public SpanBatch batch(int count) {
    return Spans.batch(spans(count));
  }

  /** The next span. */
  public Span span() {
    if (traceSpansLeft-- == 0) {
      traceSpansLeft = random.nextInt(TRACE_SPANS_MAX);
      trace.clear();
      traceId = new TraceId(values.chance(0.1) ? 0 : random.nextLong(), id());
    }
    Span span = span(parentSpanId());
    trace.add(span);
    return span;
  }

  private Span span(long parentSpanId) {
    long startNanos = BASE_NANOS + random.nextLong(HOUR_NANOS);
    return new Span(
        pick(resources),
        pick(scopes),
        traceId,
        id(),
        parentSpanId,
        values.chance(0.9) ? "operation-" + random.nextInt(10) : values.text(),
        pick(List.of(SpanKind.values())),
        startNanos,
        startNanos + durationNanos(),
        new Span.Status(
            pick(List.of(StatusCode.values())), values.chance(0.2) ? values.text() : ""),
        values.chance(0.2) ? "ot=th:8,vendor=" + random.nextInt(5) : "",
        flags(),
        values.attributes(),
        some(this::event),
        values.count(),
        some(this::link),
        values.count());
  }

  private Span.Event event() {
    return new Span.Event(
        BASE_NANOS + random.nextLong(HOUR_NANOS), values.text(), values.attributes());
  }

  private Span.Link link() {
    TraceId target = new TraceId(random.nextLong(), id());
    return new Span.Link(
        target, id(), values.chance(0.2) ? "a=b" : "", flags(), values.attributes());
  }

  private Span.Resource resource(String serviceName) {
    List<Entry> entries = new ArrayList<>(values.attributes().entries());
    entries.add(
        random.nextInt(entries.size() + 1),
        new Entry("service.name", new StringValue(serviceName)));
    BytesValue entityRefs = new BytesValue(values.chance(0.5) ? entityRefs() : new byte[0]);
    return new Span.Resource(
        new Span.Attributes(entries, values.count()),
        values.chance(0.5) ? SCHEMA_URL : "",
        entityRefs);
  }

  private Span.Scope scope(int index) {
    return new Span.Scope(
        "library-" + index,
        values.chance(0.5) ? "1." + index : "",
        index == 0 ? Span.Attributes.NONE : values.attributes(),
        values.chance(0.5) ? SCHEMA_URL : "");
  }

  /** Two entity references in the form that {@code SpanBatch#resourceEntityRefsRef} describes. */
  private byte[] entityRefs() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (String type : List.of("service", "host")) {
      ByteArrayOutputStream reference = new ByteArrayOutputStream();
      field(reference, 1, SCHEMA_URL.getBytes(StandardCharsets.UTF_8));
      field(reference, 2, type.getBytes(StandardCharsets.UTF_8));
      field(reference, 3, (type + ".name").getBytes(StandardCharsets.UTF_8));
      field(reference, 3, (type + "." + random.nextInt(9)).getBytes(StandardCharsets.UTF_8));
      field(reference, 4, (type + ".version").getBytes(StandardCharsets.UTF_8));
      field(out, 3, reference.toByteArray());
    }
    return out.toByteArray();
  }

  /** A length-delimited protobuf field of fewer than 128 bytes. */
  private static void field(ByteArrayOutputStream out, int number, byte[] content) {
    out.write(number << 3 | 2);
    out.write(content.length);
    out.writeBytes(content);
  }

  private long parentSpanId() {
    if (values.chance(0.03)) {
      return id();
    }
    return trace.isEmpty() ? 0 : pick(trace).spanId();
  }

  private long durationNanos() {
    long nanos = random.nextLong(1L << random.nextInt(1, 38));
    return values.chance(0.02) ? -nanos : nanos;
  }

  private int flags() {
    return values.chance(0.5) ? 1 : random.nextInt(0x400);
  }

  private long id() {
    long id = random.nextLong();
    return id != 0 ? id : 1;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private <T> List<T> some(Supplier<T> element) {
    return values.chance(0.7)
        ? List.of()
        : Stream.generate(element).limit(random.nextInt(1, 4)).toList();
  }
}
