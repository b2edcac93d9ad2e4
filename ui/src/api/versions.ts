// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import { asCount, asNumber, asNumberOrNull, asObject, asString, listOf } from './decode';
import { decodeExemplars } from './figures';

/** How a new version of a model compares with the one before. */
export interface VersionReport {
  /** Empty if its spans do not name it. */
  readonly model: string;
  readonly baseline: string;
  readonly candidate: string;
  /** `PROMOTE`, `HOLD` or `ROLL_BACK`. */
  readonly verdict: string;
  /** How sure that is, from 0 to 1; 0 for `HOLD`. */
  readonly confidence: number;
  readonly reason: string;
  readonly figures: readonly VersionFigure[];
  readonly traces: readonly TraceId[];
}

export interface VersionFigure {
  /** `latency`, `errors`, `confidence` or `cost`. */
  readonly name: string;
  readonly unit: string;
  readonly baseline: number | null;
  readonly candidate: number | null;
  readonly baselineCount: number;
  readonly candidateCount: number;
  /** A difference of shares for errors; else how much likelier than not a new call is worse. */
  readonly worseBy: number | null;
  readonly pValue: number | null;
  readonly verdict: string;
}

export function decodeVersion(value: unknown, path: string): VersionReport {
  const json = asObject(value, path);
  return {
    model: asString(json['model'], `${path}.model`),
    baseline: asString(json['baseline'], `${path}.baseline`),
    candidate: asString(json['candidate'], `${path}.candidate`),
    verdict: asString(json['verdict'], `${path}.verdict`),
    confidence: asNumber(json['confidence'], `${path}.confidence`),
    reason: asString(json['reason'], `${path}.reason`),
    figures: listOf(json['figures'], `${path}.figures`, decodeFigure),
    traces: decodeExemplars(json['evidence'], `${path}.evidence`),
  };
}

function decodeFigure(value: unknown, path: string): VersionFigure {
  const json = asObject(value, path);
  return {
    name: asString(json['name'], `${path}.name`),
    unit: asString(json['unit'], `${path}.unit`),
    baseline: asNumberOrNull(json['baseline'], `${path}.baseline`),
    candidate: asNumberOrNull(json['candidate'], `${path}.candidate`),
    baselineCount: asCount(json['baselineCount'], `${path}.baselineCount`),
    candidateCount: asCount(json['candidateCount'], `${path}.candidateCount`),
    worseBy: asNumberOrNull(json['worseBy'], `${path}.worseBy`),
    pValue: asNumberOrNull(json['pValue'], `${path}.pValue`),
    verdict: asString(json['verdict'], `${path}.verdict`),
  };
}
