// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Span, Trace } from './trace';

/** How the address of the page names a span: its id, and `~2` for the second span of that id. */
export function addressOf(trace: Trace, span: Span): string {
  const { spanId } = span.source;
  const isRepeated = span.issues.some(({ kind }) => kind === 'duplicate-id');
  if (!isRepeated) {
    return spanId;
  }
  const same = trace.spans.filter((other) => other.source.spanId === spanId);
  return `${spanId}~${same.indexOf(span) + 1}`;
}

/** The span that an address names; null for an unknown one. */
export function spanAt(trace: Trace, address: string | null): Span | null {
  if (address === null) {
    return null;
  }
  const [id = '', ordinal = ''] = address.toLowerCase().split('~');
  const same = trace.spans.filter(({ source }) => source.spanId === id.padStart(16, '0'));
  if (ordinal === '') {
    return same.find((s) => s.issues.every((issue) => issue.kind !== 'duplicate-id')) ?? null;
  }
  return same[Number(ordinal) - 1] ?? null;
}
