// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Pair } from '../base/logfmt';
import { toRfc3339, type EpochNanos, type Nanos } from '../base/time';
import { decodeDiagnosis, type Diagnosis } from './diagnosis';
import { apiUrl, getJson } from './http';
import { decodeReport, type Report } from './report';

/** Which requests to analyse, in the terms of the analysis API. */
export interface AnalysisRequest {
  /** Undefined for all services. */
  readonly service: string | undefined;
  readonly operation: string | undefined;
  readonly attributes: readonly Pair[];
  /** Go durations. */
  readonly durationMin: string | undefined;
  readonly durationMax: string | undefined;
  readonly time:
    | { readonly kind: 'lookback'; readonly length: Nanos }
    | { readonly kind: 'range'; readonly start: EpochNanos; readonly end: EpochNanos };
}

/** What is compared with what: `slow`, `errors`, `baseline` or `version=A,B`. */
export interface ComparisonRequest {
  readonly compare: string;
  /** Undefined for versions of any model. */
  readonly model: string | undefined;
}

function analysisUrl(
  route: string,
  request: AnalysisRequest,
  more: Readonly<Record<string, string | undefined>> = {},
): string {
  const { attributes, time } = request;
  const tags = attributes.length === 0 ? undefined : JSON.stringify(Object.fromEntries(attributes));
  return apiUrl(`/api/clew/v1/analysis/${route}`, {
    service: request.service,
    operation: request.operation,
    tags,
    minDuration: request.durationMin,
    maxDuration: request.durationMax,
    // The server says when now is: all who ask in the same ten seconds get one answer.
    ...(time.kind === 'lookback'
      ? { lookback: `${time.length / 1e9}s` }
      : { start: toRfc3339(time.start), end: toRfc3339(time.end) }),
    ...more,
  });
}

/** The address of a report as JSON, for the reader to open or keep. */
export function reportJsonUrl(request: AnalysisRequest): string {
  return analysisUrl('report', request);
}

export function fetchReport(request: AnalysisRequest, signal: AbortSignal): Promise<Report> {
  return getJson(reportJsonUrl(request), decodeReport, signal);
}

export function fetchDiagnosis(
  request: AnalysisRequest,
  { compare, model }: ComparisonRequest,
  signal: AbortSignal,
): Promise<Diagnosis> {
  return getJson(analysisUrl('diagnose', request, { compare, model }), decodeDiagnosis, signal);
}
