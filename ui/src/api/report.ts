// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import { epochNanos, type EpochNanos } from '../base/time';
import { decodeCapacity, type Load } from './capacity';
import {
  asBigInt,
  asCount,
  asNumber,
  asNumberOrNull,
  asObject,
  asString,
  listOf,
  type Json,
} from './decode';
import { decodeDependencies, type Dependencies } from './dependencies';
import { decodeErrors, type Errors } from './errors';
import { decodeTraceIds } from './figures';
import { decodeRecommendations, type Recommendations } from './recommendations';
import { decodeBottlenecks, type Bottlenecks } from './bottlenecks';
import { decodePerformance, type Performance } from './performance';
import { decodeVersion, type VersionReport } from './versions';

/** Everything that the server says about the requests of one question. */
export interface Report {
  readonly coverage: Coverage;
  /** Most severe first. */
  readonly findings: readonly Finding[];
  readonly recommendations: Recommendations;
  readonly performance: Performance;
  readonly bottlenecks: Bottlenecks;
  readonly errors: Errors;
  readonly dependencies: Dependencies;
  readonly loads: readonly Load[];
  readonly versions: readonly VersionReport[];
  readonly quality: Quality;
}

/** What a report stands on, and what it leaves out. */
export interface Coverage {
  readonly tracesUsed: number;
  /** Null when they were not counted to the end. */
  readonly tracesMatching: number | null;
  readonly spans: number;
  readonly requests: number;
  /** How many requests the sampled ones stand for. */
  readonly weight: number;
  /** The earliest and the latest start of a request; meaningless when there is none. */
  readonly start: EpochNanos;
  readonly end: EpochNanos;
  /** Why not every matching trace was used, or null. */
  readonly incomplete: string | null;
}

/** Something worth knowing, in words. */
export interface Finding {
  readonly kind: string;
  /** 0 to 10. */
  readonly severity: number;
  readonly service: string;
  readonly text: string;
  readonly traces: readonly TraceId[];
}

/** How whole the traces are. */
export interface Quality {
  readonly completeness: number;
  readonly propagationRate: number;
  readonly orphans: number;
  readonly rootMismatches: number;
  readonly skewedSpans: number;
  readonly endsBeforeStart: number;
  readonly unansweredCalls: number;
  /** What instrumentation costs more, as a share; null when nothing says. */
  readonly overheadRatio: number | null;
  readonly traces: readonly TraceId[];
}

export function decodeReport(body: unknown): Report {
  const json = asObject(body, '');
  return {
    coverage: decodeCoverage(asObject(json['coverage'], 'coverage')),
    findings: listOf(json['findings'], 'findings', decodeFinding),
    recommendations: decodeRecommendations(json['recommendations'], 'recommendations'),
    performance: decodePerformance(json['performance'], 'performance'),
    bottlenecks: decodeBottlenecks(json['bottlenecks'], 'bottlenecks'),
    errors: decodeErrors(json['errors'], 'errors'),
    dependencies: decodeDependencies(json['dependencies'], 'dependencies'),
    loads: decodeCapacity(json['capacity'], 'capacity'),
    versions: listOf(json['versions'], 'versions', decodeVersion),
    quality: decodeQuality(asObject(json['quality'], 'quality')),
  };
}

function decodeCoverage(json: Json): Coverage {
  const count = (name: string): number => asCount(json[name], `coverage.${name}`);
  const time = (name: string): EpochNanos => epochNanos(asBigInt(json[name], `coverage.${name}`));
  return {
    tracesUsed: count('tracesUsed'),
    tracesMatching: asNumberOrNull(json['tracesMatching'], 'coverage.tracesMatching'),
    spans: count('spans'),
    requests: count('requests'),
    weight: asNumber(json['weight'], 'coverage.weight'),
    start: time('startNanos'),
    end: time('endNanos'),
    incomplete: asString(json['incomplete'], 'coverage.incomplete') || null,
  };
}

function decodeFinding(value: unknown, path: string): Finding {
  const json = asObject(value, path);
  return {
    kind: asString(json['kind'], `${path}.kind`),
    severity: asNumber(json['severity'], `${path}.severity`),
    service: asString(json['service'], `${path}.service`),
    text: asString(json['text'], `${path}.text`),
    traces: decodeTraceIds(json['exemplars'], `${path}.exemplars`),
  };
}

function decodeQuality(json: Json): Quality {
  const count = (name: string): number => asCount(json[name], `quality.${name}`);
  const share = (name: string): number => asNumber(json[name], `quality.${name}`);
  const evidence = asObject(json['evidence'], 'quality.evidence');
  return {
    completeness: share('completeness'),
    propagationRate: share('propagationRate'),
    orphans: count('orphans'),
    rootMismatches: count('rootMismatches'),
    skewedSpans: count('skewedSpans'),
    endsBeforeStart: count('endsBeforeStart'),
    unansweredCalls: share('unansweredCalls'),
    overheadRatio: asNumberOrNull(json['overheadRatio'], 'quality.overheadRatio'),
    traces: decodeTraceIds(evidence['exemplars'], 'quality.evidence.exemplars'),
  };
}
