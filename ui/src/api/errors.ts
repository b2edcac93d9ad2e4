// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import type { Nanos } from '../base/time';
import { asNumber, asObject, asString, listOf } from './decode';
import { asNanos, decodeExemplars } from './figures';

/** What failed. */
export interface Errors {
  readonly requests: number;
  readonly failedRequests: number;
  /** Those with an error anywhere, hidden or not. */
  readonly requestsWithErrors: number;
  readonly origins: readonly ErrorOrigin[];
  readonly hidden: readonly HiddenError[];
}

/** Errors of one type that began in one operation. */
export interface ErrorOrigin {
  readonly service: string;
  readonly operation: string;
  readonly type: string;
  readonly message: string;
  readonly count: number;
  /** By spans of the operation. */
  readonly rate: number;
  readonly failedRequests: number;
  readonly traces: readonly TraceId[];
}

/** Errors that a caller kept to itself. */
export interface HiddenError {
  /** `RETRY`, `FALLBACK` or `IGNORED`. */
  readonly kind: string;
  readonly service: string;
  readonly operation: string;
  readonly failedCall: string;
  /** What worked afterwards; empty if nothing was called. */
  readonly instead: string;
  readonly count: number;
  readonly attempts: number;
  readonly cost: Nanos;
  readonly traces: readonly TraceId[];
}

export function decodeErrors(value: unknown, path: string): Errors {
  const json = asObject(value, path);
  return {
    requests: asNumber(json['requests'], `${path}.requests`),
    failedRequests: asNumber(json['failedRequests'], `${path}.failedRequests`),
    requestsWithErrors: asNumber(json['requestsWithErrors'], `${path}.requestsWithErrors`),
    origins: listOf(json['origins'], `${path}.origins`, decodeOrigin),
    hidden: listOf(json['hidden'], `${path}.hidden`, decodeHidden),
  };
}

function decodeOrigin(value: unknown, path: string): ErrorOrigin {
  const json = asObject(value, path);
  return {
    service: asString(json['service'], `${path}.service`),
    operation: asString(json['operation'], `${path}.operation`),
    type: asString(json['type'], `${path}.type`),
    message: asString(json['message'], `${path}.message`),
    count: asNumber(json['count'], `${path}.count`),
    rate: asNumber(json['rate'], `${path}.rate`),
    failedRequests: asNumber(json['failedRequests'], `${path}.failedRequests`),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}

function decodeHidden(value: unknown, path: string): HiddenError {
  const json = asObject(value, path);
  return {
    kind: asString(json['kind'], `${path}.kind`),
    service: asString(json['service'], `${path}.service`),
    operation: asString(json['operation'], `${path}.operation`),
    failedCall: asString(json['failedCall'], `${path}.failedCall`),
    instead: asString(json['instead'], `${path}.instead`),
    count: asNumber(json['count'], `${path}.count`),
    attempts: asNumber(json['attempts'], `${path}.attempts`),
    cost: asNanos(json['costNanos'], `${path}.costNanos`),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}
