// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import { apiUrl, getJson } from './http';
import { decodeOtlpTrace, type OtlpTrace } from './otlpTrace';

/** The address of a trace as OTLP JSON, for the reader to open or keep. */
export function traceJsonUrl(traceId: TraceId): string {
  return apiUrl(`/api/v3/traces/${traceId}`);
}

/** The spans of a trace, with what Clew derived from them: concepts, and stages of model calls. */
export function fetchTrace(traceId: TraceId, signal: AbortSignal): Promise<OtlpTrace> {
  const url = apiUrl(`/api/v3/traces/${traceId}`, { derived: 'true' });
  return getJson(url, decodeOtlpTrace, signal);
}
