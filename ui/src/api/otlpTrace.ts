// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { parseSpanId, parseTraceId, type SpanId, type TraceId } from '../base/ids';
import { epochNanos, type EpochNanos } from '../base/time';
import { decodeAttributes, type Attribute } from './attribute';
import { asBigInt, asCount, asList, asObject, asString, DecodeError, type Json } from './decode';

export type SpanKind = 'unspecified' | 'internal' | 'server' | 'client' | 'producer' | 'consumer';
export type StatusCode = 'unset' | 'ok' | 'error';

/** What sent a span: one per process, shared by all its spans. */
export interface Resource {
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}

/** The instrumentation that made a span. */
export interface Scope {
  readonly name: string;
  readonly version: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}

export interface SpanEvent {
  readonly time: EpochNanos;
  readonly name: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}

export interface SpanLink {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  readonly traceState: string;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
}

/** A span as it was sent, with its resource and scope and what was derived beside it. */
export interface OtlpSpan {
  readonly traceId: TraceId;
  readonly spanId: SpanId;
  /** Null for a root. */
  readonly parentSpanId: SpanId | null;
  readonly traceState: string;
  readonly flags: number;
  readonly name: string;
  readonly kind: SpanKind;
  readonly start: EpochNanos;
  readonly end: EpochNanos;
  readonly attributes: readonly Attribute[];
  readonly droppedAttributes: number;
  /** What Clew understood of it, under names that are the same for all senders. */
  readonly concepts: readonly Attribute[];
  readonly events: readonly SpanEvent[];
  readonly droppedEvents: number;
  readonly links: readonly SpanLink[];
  readonly droppedLinks: number;
  readonly statusCode: StatusCode;
  readonly statusMessage: string;
  readonly resource: Resource;
  readonly scope: Scope;
}

const KINDS: readonly SpanKind[] = [
  'unspecified',
  'internal',
  'server',
  'client',
  'producer',
  'consumer',
];
const STATUS_CODES: readonly StatusCode[] = ['unset', 'ok', 'error'];

const NO_EVENTS: readonly SpanEvent[] = [];
const NO_LINKS: readonly SpanLink[] = [];

/** A trace as far as it could be had. */
export interface OtlpTrace {
  readonly spans: readonly OtlpSpan[];
  /** Why spans may be missing, or null. */
  readonly partial: string | null;
}

/** Reads `{"result":{"resourceSpans":[…]}}`. */
export function decodeOtlpTrace(body: unknown): OtlpTrace {
  const json = asObject(body, '');
  const result = asObject(json['result'], 'result');
  const spans: OtlpSpan[] = [];
  asList(result['resourceSpans'], 'resourceSpans').forEach((resourceSpans, r) => {
    const path = `resourceSpans[${r}]`;
    const group = asObject(resourceSpans, path);
    const resource = decodeResource(group['resource'], `${path}.resource`);
    asList(group['scopeSpans'], `${path}.scopeSpans`).forEach((scopeSpans, s) => {
      decodeScopeSpans(scopeSpans, `${path}.scopeSpans[${s}]`, resource, spans);
    });
  });
  return { spans, partial: asString(json['partial'], 'partial') || null };
}

function decodeScopeSpans(value: unknown, path: string, resource: Resource, out: OtlpSpan[]): void {
  const json = asObject(value, path);
  const scope = decodeScope(json['scope'], `${path}.scope`);
  asList(json['spans'], `${path}.spans`).forEach((span, i) => {
    out.push(decodeSpan(span, `${path}.spans[${i}]`, resource, scope));
  });
}

function decodeResource(value: unknown, path: string): Resource {
  const json = asObject(value ?? {}, path);
  return {
    attributes: decodeAttributes(json['attributes'], path),
    droppedAttributes: asCount(json['droppedAttributesCount'], path),
  };
}

function decodeScope(value: unknown, path: string): Scope {
  const json = asObject(value ?? {}, path);
  return {
    name: asString(json['name'], path),
    version: asString(json['version'], path),
    attributes: decodeAttributes(json['attributes'], path),
    droppedAttributes: asCount(json['droppedAttributesCount'], path),
  };
}

function decodeSpan(value: unknown, path: string, resource: Resource, scope: Scope): OtlpSpan {
  const json = asObject(value, path);
  const status = asObject(json['status'] ?? {}, path);
  return {
    traceId: traceIdOf(json, path),
    spanId: spanIdOf(json, path),
    parentSpanId: parentOf(json, path),
    traceState: asString(json['traceState'], path),
    flags: asCount(json['flags'], path),
    name: asString(json['name'], path),
    kind: enumOf(json['kind'], KINDS, 'SPAN_KIND_'),
    start: epochNanos(asBigInt(json['startTimeUnixNano'], path)),
    end: epochNanos(asBigInt(json['endTimeUnixNano'], path)),
    attributes: decodeAttributes(json['attributes'], path),
    droppedAttributes: asCount(json['droppedAttributesCount'], path),
    concepts: decodeAttributes(json['derivedAttributes'], path),
    events: decodeEvents(json['events'], path),
    droppedEvents: asCount(json['droppedEventsCount'], path),
    links: decodeLinks(json['links'], path),
    droppedLinks: asCount(json['droppedLinksCount'], path),
    statusCode: enumOf(status['code'], STATUS_CODES, 'STATUS_CODE_'),
    statusMessage: asString(status['message'], path),
    resource,
    scope,
  };
}

function decodeEvents(value: unknown, path: string): readonly SpanEvent[] {
  const list = asList(value, path);
  return list.length === 0
    ? NO_EVENTS
    : list.map((event) => {
        const json = asObject(event, path);
        return {
          time: epochNanos(asBigInt(json['timeUnixNano'], path)),
          name: asString(json['name'], path),
          attributes: decodeAttributes(json['attributes'], path),
          droppedAttributes: asCount(json['droppedAttributesCount'], path),
        };
      });
}

function decodeLinks(value: unknown, path: string): readonly SpanLink[] {
  const list = asList(value, path);
  return list.length === 0
    ? NO_LINKS
    : list.map((link) => {
        const json = asObject(link, path);
        return {
          traceId: traceIdOf(json, path),
          spanId: spanIdOf(json, path),
          traceState: asString(json['traceState'], path),
          attributes: decodeAttributes(json['attributes'], path),
          droppedAttributes: asCount(json['droppedAttributesCount'], path),
        };
      });
}

function traceIdOf(json: Json, path: string): TraceId {
  const id = parseTraceId(asString(json['traceId'], path));
  if (!id.ok) {
    throw new DecodeError(`${path}.traceId`, '32 hexadecimal digits');
  }
  return id.value;
}

function spanIdOf(json: Json, path: string): SpanId {
  const id = parseSpanId(asString(json['spanId'], path));
  if (!id.ok) {
    throw new DecodeError(`${path}.spanId`, '16 hexadecimal digits');
  }
  return id.value;
}

function parentOf(json: Json, path: string): SpanId | null {
  const text = asString(json['parentSpanId'], path);
  if (text === '' || /^0+$/.test(text)) {
    return null;
  }
  const id = parseSpanId(text);
  if (!id.ok) {
    throw new DecodeError(`${path}.parentSpanId`, '16 hexadecimal digits');
  }
  return id.value;
}

/** Enumerations come as numbers, or as names from senders that follow protobuf's own JSON. */
function enumOf<T extends string>(value: unknown, names: readonly T[], prefix: string): T {
  const first = names[0] as T;
  if (typeof value === 'number') {
    return names[value] ?? first;
  }
  if (typeof value === 'string' && value.startsWith(prefix)) {
    return names.find((name) => name === value.slice(prefix.length).toLowerCase()) ?? first;
  }
  return first;
}
