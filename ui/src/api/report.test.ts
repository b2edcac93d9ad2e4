// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import DIAGNOSIS from '../../e2e/stubDiagnosis.json';
import REPORT from '../../e2e/stubReport.json';
import { decodeDiagnosis } from './diagnosis';
import { decodeReport } from './report';

test('a report is read whole', () => {
  const report = decodeReport(REPORT);
  expect(report.coverage).toMatchObject({
    tracesUsed: 8559,
    tracesMatching: 12_311,
    incomplete: 'only the newest 8,559 traces were read',
    start: 1_784_000_000_000_000_000n,
  });
  expect(report.findings.map(({ severity }) => severity)).toEqual([4.364, 2.605, 2.218]);
  expect(report.findings[0]?.traces[0]).toBe('3df7e118d6b8fb024f0d393f51fc86f1');
  expect(report.performance.utilisation).toEqual([
    { attribute: 'ml.gpu.utilization', mean: 0.412, p95: 0.8, max: 0.95 },
  ]);
  expect(report.bottlenecks.operations[0]).toMatchObject({
    operation: 'pool.acquire',
    pathShare: 0.4364,
    saved: 14_310_000,
  });
  expect(report.dependencies.calls[0]?.cacheHitRate).toBeNull();
  expect(report.loads[1]).toMatchObject({ model: 'ranker 7', headroom: 0.25 });
  expect(report.recommendations.high[0]?.gain.kind).toBe('LATENCY');
  expect(report.recommendations.low).toEqual([]);
  expect(report.versions.map(({ verdict }) => verdict)).toEqual(['PROMOTE', 'ROLL_BACK']);
  expect(report.quality.overheadRatio).toBeNull();
});

test('a diagnosis is read whole', () => {
  const { causes, suspects, differences, ...diagnosis } = decodeDiagnosis(DIAGNOSIS);
  expect(diagnosis).toEqual({
    selected: 'the slowest 5 % of requests of each operation',
    reference: 'the other requests',
    selectedTraces: 428,
    referenceTraces: 8132,
    outcome: 'LATENCY',
    incomplete: null,
  });
  expect(causes[0]?.conditions[0]).toEqual({
    key: 'ml.feature.fallback',
    operator: '=',
    value: 'true',
  });
  expect(causes[0]?.confounded).toHaveLength(1);
  expect(suspects[0]?.evidence[0]?.traces).toEqual(['c766607ca34a348b1df9fcc7f71d0906']);
  expect(differences[0]?.selectedTraces).toBe(426);
});

test('what has the wrong shape names its place', () => {
  const findings = [{ ...REPORT.findings[0], severity: 'high' }];
  expect(() => decodeReport({ ...REPORT, findings })).toThrow(
    'findings[0].severity: expected a number',
  );
  const exemplars = [{ ...REPORT.findings[0], exemplars: ['?'] }];
  expect(() => decodeReport({ ...REPORT, findings: exemplars })).toThrow(
    'findings[0].exemplars[0]: expected a trace id',
  );
});
