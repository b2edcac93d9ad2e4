// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { criticalPathQuery } from '../../api/queries';
import { criticalSections, type CriticalSections } from '../../model/criticalSections';
import type { Trace } from '../../model/trace';
import { usePreference } from '../../widgets/usePreference';

const NONE: CriticalSections = new Map();

/** The critical path of a trace as the reader wants to see it; empty until it is known. */
export function useCriticalSections(trace: Trace): CriticalSections {
  const isShown = usePreference('isCriticalPathShown');
  const { data } = useQuery(criticalPathQuery(trace.traceId, trace.spans.length, isShown));
  return useMemo(
    () => (isShown && data !== undefined ? criticalSections(trace, data) : NONE),
    [trace, data, isShown],
  );
}
