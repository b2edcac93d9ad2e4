// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { TraceId } from '../base/ids';
import { asCount, asNumber, asObject, asString, listOf } from './decode';
import { decodeTraceId, decodeTraceIds } from './figures';

/** What sets some traces apart from others. */
export interface Diagnosis {
  /** What the two sets are, in words: “the slowest 5 % …”, “the other requests”. */
  readonly selected: string;
  readonly reference: string;
  readonly selectedTraces: number;
  readonly referenceTraces: number;
  /** In what way the selected are worse. */
  readonly outcome: string;
  readonly causes: readonly Cause[];
  readonly differences: readonly Difference[];
  readonly suspects: readonly Suspect[];
  /** Why not every matching trace was used, or null. */
  readonly incomplete: string | null;
}

/** Bad spans, and what they have in common. */
export interface Cause {
  readonly service: string;
  /** Together they single the spans out; none if it is the whole service. */
  readonly conditions: readonly Condition[];
  /** True of nearly the same spans. */
  readonly alsoTrue: readonly Condition[];
  /** Looked like a cause alone, and is none once the conditions are known. */
  readonly confounded: readonly Condition[];
  readonly explainedShare: number;
  readonly selected: Support;
  readonly reference: Support;
  readonly pValue: number;
  readonly traces: readonly TraceId[];
}

export interface Condition {
  readonly key: string;
  readonly operator: string;
  readonly value: string;
}

/** How many of the spans that meet the conditions are bad. */
export interface Support {
  readonly bad: number;
  readonly spans: number;
  readonly traces: number;
}

/** Something that is true of more, or fewer, of the selected traces. */
export interface Difference {
  readonly service: string;
  readonly condition: Condition;
  readonly selectedTraces: number;
  readonly referenceTraces: number;
  readonly pValue: number;
}

/** A service, and what speaks against it. */
export interface Suspect {
  readonly service: string;
  readonly score: number;
  readonly evidence: readonly SuspectEvidence[];
}

export interface SuspectEvidence {
  readonly strength: number;
  readonly text: string;
  readonly traces: readonly TraceId[];
}

export function decodeDiagnosis(body: unknown): Diagnosis {
  const json = asObject(body, '');
  return {
    selected: asString(json['selected'], 'selected'),
    reference: asString(json['reference'], 'reference'),
    selectedTraces: asCount(json['selectedTraces'], 'selectedTraces'),
    referenceTraces: asCount(json['referenceTraces'], 'referenceTraces'),
    outcome: asString(asObject(json['outcome'], 'outcome')['kind'], 'outcome.kind'),
    causes: listOf(json['causes'], 'causes', decodeCause),
    differences: listOf(json['differences'], 'differences', decodeDifference),
    suspects: listOf(json['suspects'], 'suspects', decodeSuspect),
    incomplete: asString(json['incomplete'], 'incomplete') || null,
  };
}

function decodeCause(value: unknown, path: string): Cause {
  const json = asObject(value, path);
  const conditions = (name: string): readonly Condition[] =>
    listOf(json[name], `${path}.${name}`, decodeCondition);
  return {
    service: asString(json['service'], `${path}.service`),
    conditions: conditions('conditions'),
    alsoTrue: conditions('alsoTrue'),
    confounded: conditions('confounded'),
    explainedShare: asNumber(json['explainedShare'], `${path}.explainedShare`),
    selected: decodeSupport(json['selected'], `${path}.selected`),
    reference: decodeSupport(json['reference'], `${path}.reference`),
    pValue: asNumber(json['pValue'], `${path}.pValue`),
    traces: decodeTraceIds(json['exampleTraceIds'], `${path}.exampleTraceIds`),
  };
}

function decodeCondition(value: unknown, path: string): Condition {
  const json = asObject(value, path);
  return {
    key: asString(json['key'], `${path}.key`),
    operator: asString(json['operator'], `${path}.operator`),
    value: asString(json['value'], `${path}.value`),
  };
}

function decodeSupport(value: unknown, path: string): Support {
  const json = asObject(value, path);
  return {
    bad: asCount(json['bad'], `${path}.bad`),
    spans: asCount(json['spans'], `${path}.spans`),
    traces: asCount(json['traces'], `${path}.traces`),
  };
}

function decodeDifference(value: unknown, path: string): Difference {
  const json = asObject(value, path);
  return {
    service: asString(json['service'], `${path}.service`),
    condition: decodeCondition(json['condition'], `${path}.condition`),
    selectedTraces: asCount(json['selectedTraces'], `${path}.selectedTraces`),
    referenceTraces: asCount(json['referenceTraces'], `${path}.referenceTraces`),
    pValue: asNumber(json['pValue'], `${path}.pValue`),
  };
}

function decodeSuspect(value: unknown, path: string): Suspect {
  const json = asObject(value, path);
  return {
    service: asString(json['service'], `${path}.service`),
    score: asNumber(json['score'], `${path}.score`),
    evidence: listOf(json['evidence'], `${path}.evidence`, decodeSuspectEvidence),
  };
}

function decodeSuspectEvidence(value: unknown, path: string): SuspectEvidence {
  const json = asObject(value, path);
  const id = json['exampleTraceId'] ?? null;
  return {
    strength: asNumber(json['strength'], `${path}.strength`),
    text: asString(json['text'], `${path}.text`),
    traces: id === null ? [] : [decodeTraceId(id, `${path}.exampleTraceId`)],
  };
}
