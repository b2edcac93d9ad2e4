// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Attribute } from '../api/attribute';
import { MINUTE, nanos, plus } from '../base/time';
import { analysisOf } from './analysisQuery';
import { analysisPath, searchPath } from './routes';
import { DEFAULT_QUERY, type TimeChoice } from './searchQuery';
import type { Trace } from './trace';
import { valueText } from './valueText';

const AROUND = 30 * MINUTE;

/** From half an hour before a trace to half an hour after it. */
function timeAround({ start, duration }: Trace): TimeChoice {
  return {
    kind: 'range',
    start: plus(start, nanos(-AROUND)),
    end: plus(start, nanos(duration + AROUND)),
  };
}

/** The search for traces around a trace that have an attribute of it. */
export function similarTracesPath(trace: Trace, { key, value }: Attribute): string {
  const attributes = [[key, valueText(value)]] as const;
  return searchPath({ ...DEFAULT_QUERY, attributes, time: timeAround(trace) });
}

/** The analysis of requests like that of a trace, around it. */
export function similarRequestsPath(trace: Trace): string {
  const { service, source } = trace.root;
  return analysisPath(
    analysisOf({ ...DEFAULT_QUERY, service, operation: source.name, time: timeAround(trace) }),
  );
}
