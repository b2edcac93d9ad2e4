// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** OTLP JSON as the query API sends it. */
export interface OtlpJsonSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly OtlpJsonAttribute[];
  /** What the server derived, sent when it is asked for. */
  readonly derivedAttributes?: readonly OtlpJsonAttribute[];
  readonly events?: readonly unknown[];
  readonly links?: readonly unknown[];
  readonly status?: { readonly code: number; readonly message?: string };
  readonly traceState?: string;
  readonly droppedAttributesCount?: number;
}

export interface OtlpJsonAttribute {
  readonly key: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export type Scalar = string | number | boolean | bigint;

export interface SpanOptions {
  readonly kind?: number;
  readonly attributes?: Readonly<Record<string, Scalar>>;
  readonly error?: string;
  readonly extra?: Partial<OtlpJsonSpan>;
}

const MICROS = 1000n;

/** Random numbers that are the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function hex(random: () => number, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join('');
}

export function attributesOf(
  values: Readonly<Record<string, Scalar>>,
): readonly OtlpJsonAttribute[] {
  return Object.entries(values).map(([key, value]) => ({ key, value: valueOf(value) }));
}

function valueOf(value: Scalar): Readonly<Record<string, unknown>> {
  switch (typeof value) {
    case 'string':
      return { stringValue: value };
    case 'boolean':
      return { boolValue: value };
    case 'bigint':
      return { intValue: value.toString() };
    default:
      return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
  }
}

/** Writes one trace, span by span; times are microseconds from its start. */
export class TraceBuilder {
  readonly traceId: string;
  readonly random: () => number;
  readonly startNanos: bigint;
  private readonly byService = new Map<string, OtlpJsonSpan[]>();

  constructor(seed: number, startNanos: bigint) {
    this.random = randomOf(seed);
    this.traceId = hex(this.random, 32);
    this.startNanos = startNanos;
  }

  newSpanId(): string {
    return hex(this.random, 16);
  }

  at(micros: number): string {
    return (this.startNanos + BigInt(Math.round(micros)) * MICROS).toString();
  }

  /** Adds a span from `fromMicros` that lasts `micros`, and returns its id for children to name. */
  span(
    service: string,
    name: string,
    parent: string | null,
    times: readonly [fromMicros: number, micros: number],
    options: SpanOptions = {},
  ): string {
    const spanId = this.newSpanId();
    const { kind = 1, attributes = {}, error, extra = {} } = options;
    const spans = this.byService.get(service) ?? [];
    this.byService.set(service, spans);
    spans.push({
      traceId: this.traceId,
      spanId,
      ...(parent === null ? {} : { parentSpanId: parent }),
      name,
      kind,
      startTimeUnixNano: this.at(times[0]),
      endTimeUnixNano: this.at(times[0] + times[1]),
      attributes: attributesOf(attributes),
      ...(error === undefined ? {} : { status: { code: 2, message: error } }),
      ...extra,
    });
    return spanId;
  }

  /** `resourceSpans`, one per service. */
  build(): readonly unknown[] {
    return [...this.byService].map(([service, spans]) => ({
      resource: {
        attributes: attributesOf({
          'service.name': service,
          'service.version': '2.14.0',
          'deployment.environment.name': 'production',
          'k8s.pod.name': `${service}-7d9f8c6b54-x2x8q`,
          'host.arch': 'amd64',
          'telemetry.sdk.language': 'java',
        }),
      },
      scopeSpans: [{ scope: { name: `dev.example.${service}`, version: '1.31.0' }, spans }],
    }));
  }

  summary(): StubSummary {
    const all = [...this.byService].flatMap(([service, spans]) =>
      spans.map((span) => ({ service, span })),
    );
    const root = all.find(({ span }) => span.parentSpanId === undefined) ?? all[0];
    const starts = all.map(({ span }) => BigInt(span.startTimeUnixNano));
    const ends = all.map(({ span }) => BigInt(span.endTimeUnixNano));
    return {
      traceId: this.traceId,
      rootServiceName: root?.service ?? '',
      rootOperationName: root?.span.name ?? '',
      minStartTimeUnixNano: starts.reduce((a, b) => (b < a ? b : a)).toString(),
      maxEndTimeUnixNano: ends.reduce((a, b) => (b > a ? b : a)).toString(),
      spanCount: all.length,
      errorSpanCount: all.filter(({ span }) => span.status?.code === 2).length,
      services: [...this.byService].map(([name, spans]) => ({
        name,
        spanCount: spans.length,
        errorSpanCount: spans.filter((span) => span.status?.code === 2).length,
      })),
    };
  }
}

export interface StubSummary {
  readonly traceId: string;
  readonly rootServiceName: string;
  readonly rootOperationName: string;
  readonly minStartTimeUnixNano: string;
  readonly maxEndTimeUnixNano: string;
  readonly spanCount: number;
  readonly errorSpanCount: number;
  readonly services: readonly {
    readonly name: string;
    readonly spanCount: number;
    readonly errorSpanCount: number;
  }[];
}
