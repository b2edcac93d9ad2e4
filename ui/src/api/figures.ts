// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { parseTraceId, type TraceId } from '../base/ids';
import { nanos, type Nanos } from '../base/time';
import { asNumber, asNumberOrNull, asObject, asString, DecodeError, listOf } from './decode';

// What the answers of several analyses have in common.

/** How long something took, over all the times that were seen. */
export interface Latency {
  readonly count: number;
  readonly mean: Nanos;
  readonly median: Nanos;
  readonly p95: Nanos;
  readonly p99: Nanos;
  readonly min: Nanos;
  readonly max: Nanos;
  readonly deviation: Nanos;
}

export function asNanos(value: unknown, path: string): Nanos {
  return nanos(asNumber(value, path));
}

export function asNanosOrNull(value: unknown, path: string): Nanos | null {
  const count = asNumberOrNull(value, path);
  return count === null ? null : nanos(count);
}

export function decodeLatency(value: unknown, path: string): Latency {
  const json = asObject(value, path);
  const length = (name: string): Nanos => asNanos(json[name], `${path}.${name}`);
  return {
    count: asNumber(json['count'], `${path}.count`),
    mean: length('mean'),
    median: length('median'),
    p95: length('p95'),
    p99: length('p99'),
    min: length('min'),
    max: length('max'),
    deviation: length('deviation'),
  };
}

export function decodeTraceId(value: unknown, path: string): TraceId {
  const id = parseTraceId(asString(value, path));
  if (!id.ok) {
    throw new DecodeError(path, 'a trace id');
  }
  return id.value;
}

export function decodeTraceIds(value: unknown, path: string): readonly TraceId[] {
  return listOf(value, path, decodeTraceId);
}

/** The traces that show best what a row says. */
export function decodeExemplars(evidence: unknown, path: string): readonly TraceId[] {
  return decodeTraceIds(asObject(evidence, path)['exemplars'], `${path}.exemplars`);
}
