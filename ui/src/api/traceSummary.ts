// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { parseTraceId, type TraceId } from '../base/ids';
import { epochNanos, type EpochNanos } from '../base/time';
import { asBigInt, asCount, asList, asObject, asString, DecodeError } from './decode';

/** How much of a trace one service did. */
export interface ServiceShare {
  readonly name: string;
  readonly spanCount: number;
  readonly errorCount: number;
}

/** One trace of a search result. */
export interface TraceSummary {
  readonly traceId: TraceId;
  /** Empty when the root span has not arrived. */
  readonly rootService: string;
  readonly rootOperation: string;
  readonly start: EpochNanos;
  readonly end: EpochNanos;
  readonly spanCount: number;
  readonly errorCount: number;
  /** Spans whose parent is not in the trace. */
  readonly orphanCount: number;
  readonly services: readonly ServiceShare[];
}

export function decodeTraceSummaries(list: unknown): readonly TraceSummary[] {
  return asList(list, 'summaries').map((summary, i) => decodeSummary(summary, `summaries[${i}]`));
}

function decodeSummary(value: unknown, path: string): TraceSummary {
  const json = asObject(value, path);
  const id = parseTraceId(asString(json['traceId'], `${path}.traceId`));
  if (!id.ok) {
    throw new DecodeError(`${path}.traceId`, 'hexadecimal digits');
  }
  const start = asBigInt(json['minStartTimeUnixNano'], `${path}.minStartTimeUnixNano`);
  const end = asBigInt(json['maxEndTimeUnixNano'], `${path}.maxEndTimeUnixNano`);
  return {
    traceId: id.value,
    rootService: asString(json['rootServiceName'], `${path}.rootServiceName`),
    rootOperation: asString(json['rootOperationName'], `${path}.rootOperationName`),
    start: epochNanos(start),
    end: epochNanos(end > start ? end : start),
    spanCount: asCount(json['spanCount'], `${path}.spanCount`),
    errorCount: asCount(json['errorSpanCount'], `${path}.errorSpanCount`),
    orphanCount: asCount(json['orphanSpanCount'], `${path}.orphanSpanCount`),
    services: asList(json['services'], `${path}.services`).map((service, i) =>
      decodeService(service, `${path}.services[${i}]`),
    ),
  };
}

function decodeService(value: unknown, path: string): ServiceShare {
  const json = asObject(value, path);
  return {
    name: asString(json['name'], `${path}.name`),
    spanCount: asCount(json['spanCount'], `${path}.spanCount`),
    errorCount: asCount(json['errorSpanCount'], `${path}.errorSpanCount`),
  };
}
