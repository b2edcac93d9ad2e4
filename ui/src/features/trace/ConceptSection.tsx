// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { conceptsQuery } from '../../api/queries';
import type { Concept } from '../../api/vocabulary';
import { conceptsOf } from '../../model/concepts';
import type { Span } from '../../model/trace';
import { AttributeSection } from './AttributeSection';
import type { TraceView } from './useTraceView';

interface ConceptSectionProps {
  readonly span: Span;
  readonly view: TraceView;
}

const NONE: readonly Concept[] = [];

/** What Clew understood of a span: model, tokens, times and so on, whatever its sender calls them. */
export function ConceptSection({ span, view }: ConceptSectionProps) {
  const { data: known = NONE } = useQuery(conceptsQuery());
  const concepts = useMemo(() => conceptsOf(span.source, known), [span, known]);
  return <AttributeSection title="ML" attributes={concepts} dropped={0} view={view} />;
}
