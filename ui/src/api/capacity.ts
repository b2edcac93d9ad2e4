// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import type { Nanos } from '../base/time';
import { asNumber, asNumberOrNull, asObject, asString, listOf } from './decode';
import { asNanos, decodeExemplars } from './figures';

/** What one service, or one model in it, carries. */
export interface Load {
  readonly service: string;
  /** The model and its version; empty for the service as a whole. */
  readonly model: string;
  /** `UNKNOWN`, `NOT_REACHED`, `KNEE` or `SATURATED`. */
  readonly verdict: string;
  readonly meanPerSecond: number;
  readonly maxPerSecond: number;
  readonly latency: Nanos;
  /** Calls under way at once, on average. */
  readonly concurrency: number;
  /** Calls per second above which latency rises; null where traffic has not shown it. */
  readonly kneePerSecond: number | null;
  readonly headroom: number | null;
  readonly hoursToSaturation: number | null;
  readonly traces: readonly TraceId[];
}

export function decodeCapacity(value: unknown, path: string): readonly Load[] {
  return listOf(asObject(value, path)['loads'], `${path}.loads`, decodeLoad);
}

function decodeLoad(value: unknown, path: string): Load {
  const json = asObject(value, path);
  return {
    service: asString(json['service'], `${path}.service`),
    model: asString(json['model'], `${path}.model`),
    verdict: asString(json['verdict'], `${path}.verdict`),
    meanPerSecond: asNumber(json['meanPerSecond'], `${path}.meanPerSecond`),
    maxPerSecond: asNumber(json['maxPerSecond'], `${path}.maxPerSecond`),
    latency: asNanos(json['latencyNanos'], `${path}.latencyNanos`),
    concurrency: asNumber(json['concurrency'], `${path}.concurrency`),
    kneePerSecond: asNumberOrNull(json['kneePerSecond'], `${path}.kneePerSecond`),
    headroom: asNumberOrNull(json['headroom'], `${path}.headroom`),
    hoursToSaturation: asNumberOrNull(json['hoursToSaturation'], `${path}.hoursToSaturation`),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}
