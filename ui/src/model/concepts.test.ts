// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import type { AttributeValue } from '../api/attribute';
import { conceptsOf, isStage } from './concepts';
import { otlpSpan } from './spans.fixture';

const KNOWN = [
  { name: 'ml.operation', unit: '', about: 'What the span does.' },
  { name: 'ml.model.name', unit: '', about: 'The model.' },
  { name: 'ml.queue_time', unit: 's', about: '' },
  { name: 'ml.tokens.input', unit: '{token}', about: '' },
  { name: 'ml.feature.entity_count', unit: '{entity}', about: '' },
  { name: 'ml.gpu.memory_used', unit: 'By', about: '' },
  { name: 'ml.gpu.utilization', unit: '1', about: '' },
  { name: 'ml.cost.total', unit: 'USD', about: '' },
  { name: 'ml.train.epoch', unit: '', about: '' },
];

describe('conceptsOf', () => {
  test('are in the order of the vocabulary, with what they were read from', () => {
    const span = otlpSpan({
      id: 1,
      attributes: [
        { key: 'gen_ai.request.model', value: 'qwen3' },
        { key: 'ml.operation', value: 'chat' },
      ],
      concepts: [
        { key: 'ml.of.a.later.version', value: 'x' },
        { key: 'ml.model.name', value: 'qwen3' },
        { key: 'ml.source', value: 'ml.model.name=gen_ai.request.model' },
      ],
    });
    expect(conceptsOf(span, KNOWN)).toEqual([
      { key: 'ml.operation', value: 'chat', text: null, from: '', about: 'What the span does.' },
      {
        key: 'ml.model.name',
        value: 'qwen3',
        text: null,
        from: 'gen_ai.request.model',
        about: 'The model.',
      },
      { key: 'ml.of.a.later.version', value: 'x', text: null, from: '', about: '' },
    ]);
  });

  test.each<[string, AttributeValue, string | null]>([
    ['ml.queue_time', 0.0123, '12.3 ms'],
    ['ml.tokens.input', 1153n, '1,153 tokens'],
    ['ml.tokens.input', 1n, '1 token'],
    ['ml.feature.entity_count', 48n, '48 entities'],
    ['ml.gpu.memory_used', 17_179_869_184n, '17.2 GB'],
    ['ml.gpu.utilization', 0.87, '87 %'],
    ['ml.cost.total', 0.004213, '$0.004213'],
    ['ml.train.epoch', 3n, null],
    ['ml.queue_time', 'soon', null],
  ])('%s of %s is shown as %s', (key, value, text) => {
    const [shown] = conceptsOf(otlpSpan({ id: 1, concepts: [{ key, value }] }), KNOWN);
    expect(shown?.text?.replaceAll(/\s/g, ' ') ?? null).toBe(text);
  });

  test('without a vocabulary the values are shown as they are', () => {
    const span = otlpSpan({ id: 1, concepts: [{ key: 'ml.queue_time', value: 0.5 }] });
    expect(conceptsOf(span, [])).toMatchObject([{ key: 'ml.queue_time', value: 0.5, text: null }]);
  });
});

test('a stage is told by its instrumentation scope', () => {
  const scope = { name: 'clew.derived', version: '', attributes: [], droppedAttributes: 0 };
  expect([otlpSpan({ id: 1, scope }), otlpSpan({ id: 2 })].map(isStage)).toEqual([true, false]);
});
