// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import type { Coverage } from '../api/report';
import { epochNanos, nanos } from '../base/time';
import {
  coverageText,
  gainText,
  measuredText,
  pValueText,
  saturationText,
  toneOfScore,
  toneOfVerdict,
  versionValueText,
  wordsOf,
} from './analysisWords';
import { barsPath } from './bars';

const COVERAGE: Coverage = {
  tracesUsed: 10_000,
  tracesMatching: 12_311,
  spans: 120_000,
  requests: 10_400,
  weight: 10_400,
  start: epochNanos(1n),
  end: epochNanos(2n),
  incomplete: null,
};

const plain = (text: string | null): string | undefined => text?.replaceAll(/\s/g, ' ');

test('coverage says how many of how many', () => {
  expect(coverageText(COVERAGE)).toBe('10,000 of 12,311 traces, 10,400 requests, 120,000 spans');
  expect(coverageText({ ...COVERAGE, tracesMatching: 10_000, weight: 52_000 })).toBe(
    '10,000 traces, 10,400 requests, which stand for 52,000 before sampling, 120,000 spans',
  );
});

test('a gain is said in its own terms', () => {
  const gain = { kind: 'LATENCY', share: 0.5418, perRequest: nanos(60.7e6), estimate: '' };
  expect(plain(gainText(gain))).toBe('Requests take 54.2 % less time, 60.7 ms each');
  expect(plain(gainText({ ...gain, kind: 'ERRORS', share: 0.02 }))).toBe(
    '2 % of requests no longer fail',
  );
  expect(plain(gainText({ ...gain, kind: 'RESOURCES', share: 0.5 }))).toBe('50 % less is needed');
});

test.each([
  ['ns', 1.5e6, '1.5 ms'],
  ['1', 0.0041, '0.41 %'],
  ['By', 2_500_000, '2.5 MB'],
  ['', 13_370, '13,370'],
])('a number in %s has its unit', (unit, value, text) => {
  expect(plain(measuredText({ name: '', value, unit }))).toBe(text);
});

test('what is not known is not shown', () => {
  expect(measuredText({ name: '', value: null, unit: '' })).toBeNull();
  expect(pValueText(null)).toBe('');
  expect(pValueText(1e-9)).toBe('< 0.0001');
  expect(pValueText(0.03)).toBe('0.0300');
});

test('constants become words, and unknown ones too', () => {
  expect(wordsOf('ROLL_BACK')).toBe('Roll back');
  expect(toneOfVerdict('ROLL_BACK')).toBe('bad');
  expect(toneOfVerdict('SOMETHING_NEW')).toBe('calm');
  expect([5, 2, 1.9].map(toneOfScore)).toEqual(['bad', 'warn', 'calm']);
});

test('saturation is a time where traffic grows towards it', () => {
  const load = { verdict: 'KNEE', hoursToSaturation: 3.5 } as Parameters<typeof saturationText>[0];
  expect(plain(saturationText(load))).toBe('In 3.50 h at this growth');
  expect(saturationText({ ...load, hoursToSaturation: null })).toBe('Not growing');
  expect(saturationText({ ...load, verdict: '?' })).toBe('Unknown: too little to compare');
});

test('values of versions have their units', () => {
  const figure = { name: 'latency', unit: 'ms' } as Parameters<typeof versionValueText>[1];
  expect(plain(versionValueText(33.6832, figure))).toBe('33.7 ms');
  expect(plain(versionValueText(0.0015, { ...figure, name: 'errors' }))).toBe('0.15 %');
  expect(versionValueText(0.00123456, { ...figure, name: 'cost', unit: 'USD' })).toBe(
    '0.001235 USD',
  );
  expect(versionValueText(null, figure)).toBe('–');
});

test('bars are as high as their values, and none for nothing', () => {
  expect(barsPath([2, 0, 1], 2)).toBe('M0 1v-1h1v1zM2 1v-0.5h1v0.5z');
});
