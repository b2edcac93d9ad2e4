// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import type { Nanos } from '../base/time';
import { asCount, asNumber, asObject, asString, listOf } from './decode';
import { asNanos, decodeExemplars, decodeLatency, type Latency } from './figures';

/** Where requests spend their time. */
export interface Bottlenecks {
  /** By share of the critical path, highest first. */
  readonly operations: readonly Bottleneck[];
  readonly services: readonly ServiceTime[];
  /** How many operations were seen too seldom to be ranked, and how often they would have to be. */
  readonly tooFew: number;
  readonly samplesMin: number;
}

export interface Bottleneck {
  readonly service: string;
  readonly operation: string;
  readonly latency: Latency;
  /** Part of all requests' time that it was waited for itself. */
  readonly pathShare: number;
  /** How much sooner a request would end without it, on average. */
  readonly saved: Nanos;
  readonly score: number;
  readonly traces: readonly TraceId[];
}

export interface ServiceTime {
  readonly service: string;
  readonly spans: number;
  readonly pathShare: number;
  /** Counts work side by side twice. */
  readonly exclusiveShare: number;
}

export function decodeBottlenecks(value: unknown, path: string): Bottlenecks {
  const json = asObject(value, path);
  return {
    operations: listOf(json['operations'], `${path}.operations`, decodeBottleneck),
    services: listOf(json['services'], `${path}.services`, decodeServiceTime),
    tooFew: asCount(json['tooFew'], `${path}.tooFew`),
    samplesMin: asCount(json['samplesMin'], `${path}.samplesMin`),
  };
}

function decodeBottleneck(value: unknown, path: string): Bottleneck {
  const json = asObject(value, path);
  return {
    service: asString(json['service'], `${path}.service`),
    operation: asString(json['name'], `${path}.name`),
    latency: decodeLatency(json['latencyNanos'], `${path}.latencyNanos`),
    pathShare: asNumber(json['pathShare'], `${path}.pathShare`),
    saved: asNanos(json['savedNanosPerRequest'], `${path}.savedNanosPerRequest`),
    score: asNumber(json['score'], `${path}.score`),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}

function decodeServiceTime(value: unknown, path: string): ServiceTime {
  const json = asObject(value, path);
  return {
    service: asString(json['service'], `${path}.service`),
    spans: asNumber(json['spans'], `${path}.spans`),
    pathShare: asNumber(json['pathShare'], `${path}.pathShare`),
    exclusiveShare: asNumber(json['exclusiveShare'], `${path}.exclusiveShare`),
  };
}
