// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import { epochNanos, type EpochNanos, type Nanos } from '../base/time';
import { asBigInt, asNumber, asObject, asString, listOf } from './decode';
import { asNanos, decodeExemplars, decodeLatency, type Latency } from './figures';

/** Figures about requests. */
export interface Performance {
  readonly latency: Latency;
  readonly successRate: number;
  readonly throughput: Throughput;
  readonly utilisation: readonly Utilisation[];
  readonly slowest: readonly TraceId[];
  readonly failed: readonly TraceId[];
}

export interface Throughput {
  readonly bucketLength: Nanos;
  readonly meanPerSecond: number;
  readonly maxPerSecond: number;
  /** Standard deviation by mean. */
  readonly variability: number;
  readonly buckets: readonly TimeBucket[];
}

/** What happened in a stretch of time. */
export interface TimeBucket {
  readonly start: EpochNanos;
  readonly count: number;
  readonly errors: number;
  readonly mean: Nanos;
}

/** How far a resource was used, by an attribute that says so; in its unit. */
export interface Utilisation {
  readonly attribute: string;
  readonly mean: number;
  readonly p95: number;
  readonly max: number;
}

const PER_THOUSAND = 1000;

export function decodePerformance(value: unknown, path: string): Performance {
  const json = asObject(value, path);
  return {
    latency: decodeLatency(json['latencyNanos'], `${path}.latencyNanos`),
    successRate: asNumber(json['successRate'], `${path}.successRate`),
    throughput: decodeThroughput(json['throughput'], `${path}.throughput`),
    utilisation: listOf(json['utilisation'], `${path}.utilisation`, decodeUtilisation),
    slowest: decodeExemplars(json['slowest'], `${path}.slowest`),
    failed: decodeExemplars(json['failed'], `${path}.failed`),
  };
}

function decodeThroughput(value: unknown, path: string): Throughput {
  const json = asObject(value, path);
  return {
    bucketLength: asNanos(json['bucketNanos'], `${path}.bucketNanos`),
    meanPerSecond: asNumber(json['meanPerSecond'], `${path}.meanPerSecond`),
    maxPerSecond: asNumber(json['maxPerSecond'], `${path}.maxPerSecond`),
    variability: asNumber(json['variability'], `${path}.variability`),
    buckets: listOf(json['buckets'], `${path}.buckets`, decodeBucket),
  };
}

function decodeBucket(value: unknown, path: string): TimeBucket {
  const json = asObject(value, path);
  return {
    start: epochNanos(asBigInt(json['startNanos'], `${path}.startNanos`)),
    count: asNumber(json['count'], `${path}.count`),
    errors: asNumber(json['errors'], `${path}.errors`),
    mean: asNanos(json['mean'], `${path}.mean`),
  };
}

function decodeUtilisation(value: unknown, path: string): Utilisation {
  const json = asObject(value, path);
  const values = asObject(json['values'], `${path}.values`);
  const figure = (name: string): number =>
    asNumber(values[name], `${path}.values.${name}`) / PER_THOUSAND;
  return {
    attribute: asString(json['attribute'], `${path}.attribute`),
    mean: figure('mean'),
    p95: figure('p95'),
    max: figure('max'),
  };
}
