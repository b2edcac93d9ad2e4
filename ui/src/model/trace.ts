// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { OtlpSpan } from '../api/otlpTrace';
import type { TraceId } from '../base/ids';
import type { EpochNanos, Nanos } from '../base/time';

/** What is odd about a span, for the reader to know before trusting its place in the picture. */
export type SpanIssue =
  | { readonly kind: 'missing-parent' }
  | { readonly kind: 'cycle' }
  | { readonly kind: 'duplicate-id' }
  | { readonly kind: 'ends-before-start' }
  /** Clocks disagree, or the parent was recorded late. */
  | { readonly kind: 'starts-before-parent'; readonly by: Nanos };

/** A span in its place: spans of a trace are numbered in the order of an indented outline. */
export interface Span {
  /** Place in {@link Trace.spans}. */
  readonly index: number;
  readonly source: OtlpSpan;
  readonly service: string;
  /** Offset from the start of the trace. */
  readonly start: Nanos;
  readonly duration: Nanos;
  /** Index of the parent, or -1. */
  readonly parent: number;
  /** 0 for a root. */
  readonly depth: number;
  /** One past the last descendant: the subtree is `spans[index … subtreeEnd)`. */
  readonly subtreeEnd: number;
  readonly childCount: number;
  readonly isError: boolean;
  /** Whether a descendant failed; what a collapsed row must not hide. */
  readonly hidesError: boolean;
  readonly issues: readonly SpanIssue[];
}

/** How many spans a service sent. */
export interface ServiceCount {
  readonly name: string;
  readonly spanCount: number;
}

export interface Trace {
  readonly traceId: TraceId;
  readonly start: EpochNanos;
  readonly duration: Nanos;
  readonly spans: readonly Span[];
  /** How many of the spans are stages of model calls that nobody sent. */
  readonly stageCount: number;
  /** The span that names the trace: the earliest that has no parent, or else the earliest orphan. */
  readonly root: Span;
  readonly rootCount: number;
  /** Most spans first. */
  readonly services: readonly ServiceCount[];
  readonly errorCount: number;
  /** Number of levels: 1 when there are only roots. */
  readonly depth: number;
  readonly issueCounts: ReadonlyMap<SpanIssue['kind'], number>;
}

/** What the query API calls the service of spans that do not name theirs. */
export const UNKNOWN_SERVICE = 'OTLPResourceNoServiceName';
