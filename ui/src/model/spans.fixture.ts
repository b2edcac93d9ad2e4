// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { OtlpSpan } from '../api/otlpTrace';
import { parseSpanId, type SpanId, type TraceId } from '../base/ids';
import { epochNanos } from '../base/time';
import { buildTrace } from './buildTrace';
import type { Trace } from './trace';

export const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736' as TraceId;
export const START = 1_784_000_000_000_000_000n;

/** What a test says about a span; ids are small numbers, times are nanoseconds from {@link START}. */
export interface SpanFixture extends Partial<Omit<OtlpSpan, 'spanId' | 'parentSpanId'>> {
  readonly id: number;
  readonly parent?: number | null;
  readonly from?: number;
  readonly length?: number;
  readonly service?: string;
}

/** The id of a span as a test says it. */
export function spanId(id: number): SpanId {
  const parsed = parseSpanId(id.toString(16));
  if (!parsed.ok) {
    throw new Error(parsed.error);
  }
  return parsed.value;
}

export function otlpSpan(fixture: SpanFixture): OtlpSpan {
  const { id, parent = null, from = 0, length = 100, service = 'service', ...rest } = fixture;
  const start = START + BigInt(from);
  return {
    traceId: TRACE_ID,
    spanId: spanId(id),
    parentSpanId: parent === null ? null : spanId(parent),
    traceState: '',
    flags: 0,
    name: `span ${id}`,
    kind: 'internal',
    start: epochNanos(start),
    end: epochNanos(start + BigInt(length)),
    attributes: [],
    droppedAttributes: 0,
    concepts: [],
    events: [],
    droppedEvents: 0,
    links: [],
    droppedLinks: 0,
    statusCode: 'unset',
    statusMessage: '',
    resource: { attributes: [{ key: 'service.name', value: service }], droppedAttributes: 0 },
    scope: { name: '', version: '', attributes: [], droppedAttributes: 0 },
    ...rest,
  };
}

export function traceOf(...fixtures: readonly SpanFixture[]): Trace {
  const trace = buildTrace(fixtures.map(otlpSpan));
  if (trace === null) {
    throw new Error('a trace needs spans');
  }
  return trace;
}

/** The outline of a trace in short: `1 2 .3 ..4`. */
export function outline(trace: Trace): string {
  return trace.spans
    .map((span) => '.'.repeat(span.depth) + Number(`0x${span.source.spanId}`))
    .join(' ');
}
