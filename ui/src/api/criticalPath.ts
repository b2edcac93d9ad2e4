// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { parseSpanId, type SpanId, type TraceId } from '../base/ids';
import { epochNanos, nanos, type EpochNanos, type Nanos } from '../base/time';
import { asBigInt, asCount, asList, asObject, asString, DecodeError } from './decode';
import { apiUrl, getJson } from './http';

/** What the root of a trace waited for, one thing after the other, without a gap. */
export interface CriticalPath {
  /** Start of the root, to within some hundred nanoseconds. */
  readonly start: EpochNanos;
  readonly sections: readonly CriticalPathSection[];
}

/** A stretch of time in which the root waited for this span itself. */
export interface CriticalPathSection {
  readonly spanId: SpanId;
  /** Offsets from the start of the root. */
  readonly from: Nanos;
  readonly to: Nanos;
}

export function fetchCriticalPath(traceId: TraceId, signal: AbortSignal): Promise<CriticalPath> {
  return getJson(apiUrl(`/api/clew/v1/analysis/critical-path/${traceId}`), decode, signal);
}

function decode(body: unknown): CriticalPath {
  const path = asObject(body, '');
  return {
    start: epochNanos(asBigInt(path['startNanos'], 'startNanos')),
    sections: asList(path['sections'], 'sections').map((each, i) => {
      const place = `sections[${i}]`;
      const section = asObject(each, place);
      const spanId = parseSpanId(asString(section['spanId'], `${place}.spanId`));
      if (!spanId.ok) {
        throw new DecodeError(`${place}.spanId`, 'a span id');
      }
      return {
        spanId: spanId.value,
        from: nanos(asCount(section['fromNanos'], `${place}.fromNanos`)),
        to: nanos(asCount(section['toNanos'], `${place}.toNanos`)),
      };
    }),
  };
}
