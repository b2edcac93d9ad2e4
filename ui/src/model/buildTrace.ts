// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { OtlpSpan, Resource } from '../api/otlpTrace';
import type { SpanId } from '../base/ids';
import { between, nanos, type EpochNanos, type Nanos } from '../base/time';
import { isStage } from './concepts';
import { UNKNOWN_SERVICE, type ServiceCount, type Span, type SpanIssue, type Trace } from './trace';

/** Everything known of a span before its place in the outline is. */
interface Draft {
  readonly source: OtlpSpan;
  readonly service: string;
  readonly start: Nanos;
  readonly duration: Nanos;
  readonly issues: SpanIssue[];
  readonly children: Draft[];
  parent: Draft | null;
}

type Placed = { -readonly [K in keyof Span]: Span[K] };

/**
 * Makes one outline of the spans of a trace, in O(n log n). Nothing that a sender can do makes it
 * fail: a span whose parent is missing becomes a root, a ring of parents is cut at its earliest span,
 * a repeated id keeps all its spans. Each such repair is recorded as an issue of the span.
 *
 * @returns null when there are no spans
 */
export function buildTrace(sources: readonly OtlpSpan[]): Trace | null {
  const [first] = sources;
  if (first === undefined) {
    return null;
  }
  const start = sources.reduce((min, { start: t }) => (t < min ? t : min), first.start);
  const drafts = draftAll(sources, start);
  adopt(drafts);
  drafts.sort(byStart);
  const spans = place(drafts);
  return summarise(spans, start);
}

function draftAll(sources: readonly OtlpSpan[], start: EpochNanos): Draft[] {
  const services = new Map<Resource, string>();
  return sources.map((source) => {
    let service = services.get(source.resource);
    if (service === undefined) {
      service = serviceOf(source.resource);
      services.set(source.resource, service);
    }
    const duration = between(source.start, source.end);
    return {
      source,
      service,
      start: between(start, source.start),
      duration: nanos(Math.max(0, duration)),
      issues: duration < 0 ? [{ kind: 'ends-before-start' }] : [],
      children: [],
      parent: null,
    };
  });
}

function serviceOf(resource: Resource): string {
  const name = resource.attributes.find(({ key }) => key === 'service.name')?.value;
  return typeof name === 'string' && name !== '' ? name : UNKNOWN_SERVICE;
}

function byStart(a: Draft, b: Draft): number {
  return a.start - b.start;
}

/** Gives each draft its parent. Where an id is shared, a child goes to the one of its own service. */
function adopt(drafts: readonly Draft[]): void {
  const byId = new Map<SpanId, Draft>();
  const sharing = new Map<SpanId, Draft[]>();
  for (const draft of drafts) {
    const id = draft.source.spanId;
    const known = byId.get(id);
    if (known === undefined) {
      byId.set(id, draft);
    } else {
      const group = sharing.get(id) ?? [known];
      group.push(draft);
      sharing.set(id, group);
      draft.issues.push({ kind: 'duplicate-id' });
    }
  }
  for (const draft of drafts) {
    const id = draft.source.parentSpanId;
    if (id === null) {
      continue;
    }
    const group = sharing.get(id);
    const parent = group?.find((d) => d.service === draft.service && d !== draft) ?? byId.get(id);
    if (parent === undefined) {
      draft.issues.push({ kind: 'missing-parent' });
    } else {
      draft.parent = parent;
    }
  }
}

/** Numbers the spans in outline order. `drafts` are sorted by start, so children come out sorted. */
function place(drafts: readonly Draft[]): readonly Span[] {
  const roots: Draft[] = [];
  for (const draft of drafts) {
    (draft.parent?.children ?? roots).push(draft);
  }
  const spans: Placed[] = [];
  const seen = new Set<Draft>();
  for (const root of roots) {
    placeSubtree(root, seen, spans);
  }
  if (seen.size < drafts.length) {
    for (const draft of drafts) {
      if (!seen.has(draft)) {
        draft.parent = null;
        draft.issues.push({ kind: 'cycle' });
        placeSubtree(draft, seen, spans);
      }
    }
  }
  return spans;
}

function placeSubtree(root: Draft, seen: Set<Draft>, out: Placed[]): void {
  // An explicit stack: a chain of a hundred thousand spans must not overflow the call stack.
  const stack: { readonly draft: Draft; readonly parent: number; readonly depth: number }[] = [];
  const open: Placed[] = [];
  stack.push({ draft: root, parent: -1, depth: 0 });
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { draft, parent, depth } = next;
    if (seen.has(draft)) {
      continue;
    }
    seen.add(draft);
    closeDeeperThan(depth, open, out);
    const span = toSpan(draft, out, parent, depth);
    out.push(span);
    open.push(span);
    for (let i = draft.children.length - 1; i >= 0; i--) {
      stack.push({ draft: draft.children[i] as Draft, parent: span.index, depth: depth + 1 });
    }
  }
  closeDeeperThan(0, open, out);
}

/** Ends the subtrees of the open spans at `depth` and below, and reports their errors upwards. */
function closeDeeperThan(depth: number, open: Placed[], out: readonly Placed[]): void {
  while (open.length > depth) {
    const closed = open.pop() as Placed;
    closed.subtreeEnd = out.length;
    const parent = open.at(-1);
    if (parent !== undefined && (closed.isError || closed.hidesError)) {
      parent.hidesError = true;
    }
  }
}

function toSpan(draft: Draft, placed: readonly Placed[], parent: number, depth: number): Placed {
  const parentSpan = placed[parent];
  if (parentSpan !== undefined) {
    parentSpan.childCount++;
    if (draft.start < parentSpan.start) {
      const by = nanos(parentSpan.start - draft.start);
      draft.issues.push({ kind: 'starts-before-parent', by });
    }
  }
  return {
    index: placed.length,
    source: draft.source,
    service: draft.service,
    start: draft.start,
    duration: draft.duration,
    parent,
    depth,
    subtreeEnd: placed.length + 1,
    childCount: 0,
    isError: draft.source.statusCode === 'error',
    hidesError: false,
    issues: draft.issues,
  };
}

function summarise(spans: readonly Span[], start: EpochNanos): Trace {
  const counts = new Map<string, number>();
  const issueCounts = new Map<SpanIssue['kind'], number>();
  let [end, depth, errorCount, rootCount, stageCount] = [0, 0, 0, 0, 0];
  let root = spans[0] as Span;
  for (const span of spans) {
    const sent = isStage(span.source) ? 0 : 1;
    counts.set(span.service, (counts.get(span.service) ?? 0) + sent);
    stageCount += 1 - sent;
    end = Math.max(end, span.start + span.duration);
    depth = Math.max(depth, span.depth + 1);
    errorCount += span.isError ? 1 : 0;
    rootCount += span.parent < 0 ? 1 : 0;
    if (span.parent < 0 && isBetterRoot(span, root)) {
      root = span;
    }
    for (const { kind } of span.issues) {
      issueCounts.set(kind, (issueCounts.get(kind) ?? 0) + 1);
    }
  }
  return {
    traceId: root.source.traceId,
    start,
    duration: nanos(end),
    spans,
    stageCount,
    root,
    rootCount,
    services: sortServices(counts),
    errorCount,
    depth,
    issueCounts,
  };
}

/** A span that says it has no parent names the trace better than one whose parent is missing. */
function isBetterRoot(span: Span, best: Span): boolean {
  const isTrue = span.source.parentSpanId === null;
  const bestIsTrue = best.source.parentSpanId === null;
  return isTrue === bestIsTrue ? span.start < best.start : isTrue;
}

function sortServices(counts: ReadonlyMap<string, number>): readonly ServiceCount[] {
  return [...counts]
    .map(([name, spanCount]) => ({ name, spanCount }))
    .toSorted((a, b) => b.spanCount - a.spanCount || a.name.localeCompare(b.name));
}
