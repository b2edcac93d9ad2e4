// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import type { Nanos } from '../base/time';
import { asNumber, asNumberOrNull, asObject, asString, listOf } from './decode';
import { asNanos, decodeExemplars, decodeLatency, type Latency } from './figures';

/** Who calls whom. */
export interface Dependencies {
  readonly calls: readonly CallFigures[];
  readonly patterns: readonly CallPattern[];
  readonly chains: readonly Chain[];
}

/** Calls from one service to another. */
export interface CallFigures {
  readonly caller: string;
  readonly callee: string;
  readonly count: number;
  readonly latency: Latency;
  readonly errorRate: number;
  readonly retries: number;
  /** Calls for each request that has any. */
  readonly fanOut: number;
  /** Null when no call says whether a cache had it. */
  readonly cacheHitRate: number | null;
  /** Part of all requests' time that these calls were waited for. */
  readonly criticality: number;
  readonly traces: readonly TraceId[];
}

/** A habit that costs time. */
export interface CallPattern {
  /** `N_PLUS_ONE`, `SEQUENTIAL_CALLS` or `CHATTY_PAIR`. */
  readonly kind: string;
  readonly service: string;
  readonly operation: string;
  readonly calls: readonly string[];
  readonly occurrences: number;
  readonly callsEach: number;
  /** At most, each time, had the calls run side by side. */
  readonly saved: Nanos;
  readonly traces: readonly TraceId[];
}

/** A way through the services to the span that was waited for longest. */
export interface Chain {
  readonly services: readonly string[];
  readonly count: number;
  readonly latency: Latency;
  readonly traces: readonly TraceId[];
}

export function decodeDependencies(value: unknown, path: string): Dependencies {
  const json = asObject(value, path);
  return {
    calls: listOf(json['calls'], `${path}.calls`, decodeCall),
    patterns: listOf(json['patterns'], `${path}.patterns`, decodePattern),
    chains: listOf(json['chains'], `${path}.chains`, decodeChain),
  };
}

function decodeCall(value: unknown, path: string): CallFigures {
  const json = asObject(value, path);
  return {
    caller: asString(json['caller'], `${path}.caller`),
    callee: asString(json['callee'], `${path}.callee`),
    count: asNumber(json['count'], `${path}.count`),
    latency: decodeLatency(json['latencyNanos'], `${path}.latencyNanos`),
    errorRate: asNumber(json['errorRate'], `${path}.errorRate`),
    retries: asNumber(json['retries'], `${path}.retries`),
    fanOut: asNumber(json['fanOut'], `${path}.fanOut`),
    cacheHitRate: asNumberOrNull(json['cacheHitRate'], `${path}.cacheHitRate`),
    criticality: asNumber(json['criticality'], `${path}.criticality`),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}

function decodePattern(value: unknown, path: string): CallPattern {
  const json = asObject(value, path);
  return {
    kind: asString(json['kind'], `${path}.kind`),
    service: asString(json['service'], `${path}.service`),
    operation: asString(json['operation'], `${path}.operation`),
    calls: listOf(json['calls'], `${path}.calls`, asString),
    occurrences: asNumber(json['occurrences'], `${path}.occurrences`),
    callsEach: asNumber(json['callsEach'], `${path}.callsEach`),
    saved: asNanos(json['savedNanos'], `${path}.savedNanos`),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}

function decodeChain(value: unknown, path: string): Chain {
  const json = asObject(value, path);
  return {
    services: listOf(json['services'], `${path}.services`, asString),
    count: asNumber(json['count'], `${path}.count`),
    latency: decodeLatency(json['latencyNanos'], `${path}.latencyNanos`),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}
