// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Quality } from '../../api/report';
import { formatCount, formatPercent } from '../../base/number';
import { Facts } from './Facts';
import { ReportSection } from './ReportSection';
import { TraceLinks } from './TraceLinks';

interface QualityFactsProps {
  readonly quality: Quality;
}

/** How far the traces can be trusted. */
export function QualityFacts({ quality }: QualityFactsProps) {
  const { overheadRatio, traces } = quality;
  return (
    <ReportSection title="Quality of the traces">
      <Facts
        facts={[
          ['Complete', formatPercent(quality.completeness)],
          ['Spans with their parent', formatPercent(quality.propagationRate)],
          ['Spans without it', formatCount(quality.orphans)],
          ['Traces without one root', formatCount(quality.rootMismatches)],
          ['Spans with skewed clocks', formatCount(quality.skewedSpans)],
          ['Spans that end before they start', formatCount(quality.endsBeforeStart)],
          ['Calls without a server span', formatPercent(quality.unansweredCalls)],
          ...(overheadRatio === null
            ? []
            : [['Cost of instrumentation', `+${formatPercent(overheadRatio)}`] as const]),
          ...(traces.length === 0
            ? []
            : [['Broken traces', <TraceLinks key="broken" traces={traces} label="" />] as const]),
        ]}
      />
    </ReportSection>
  );
}
