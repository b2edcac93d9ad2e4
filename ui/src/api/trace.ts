// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import { apiUrl, getJson } from './http';
import { decodeOtlpTrace, type OtlpTrace } from './otlpTrace';

/** The address of a trace as OTLP JSON, for the reader to open or keep. */
export function traceJsonUrl(traceId: TraceId): string {
  return apiUrl(`/api/v3/traces/${traceId}`);
}

export function fetchTrace(traceId: TraceId, signal: AbortSignal): Promise<OtlpTrace> {
  return getJson(traceJsonUrl(traceId), decodeOtlpTrace, signal);
}
