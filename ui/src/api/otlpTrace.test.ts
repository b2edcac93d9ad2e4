// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { BytesValue, KeyValueList } from './attribute';
import { DecodeError } from './decode';
import { decodeOtlpTrace } from './otlpTrace';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

function bodyWith(span: object): unknown {
  const minimal = { traceId: TRACE_ID, spanId: '00f067aa0ba902b7' };
  const scopeSpans = [{ scope: { name: 'io.grpc' }, spans: [{ ...minimal, ...span }] }];
  const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'auth' } }] };
  return { result: { resourceSpans: [{ resource, scopeSpans }] } };
}

function decodeOne(span: object) {
  const [decoded] = decodeOtlpTrace(bodyWith(span)).spans;
  if (decoded === undefined) {
    throw new Error('no span');
  }
  return decoded;
}

describe('decodeOtlpTrace', () => {
  test('what protocol buffers leave out is empty', () => {
    expect(decodeOne({})).toMatchObject({
      parentSpanId: null,
      name: '',
      kind: 'unspecified',
      start: 0n,
      attributes: [],
      events: [],
      links: [],
      statusCode: 'unset',
      droppedEvents: 0,
      scope: { name: 'io.grpc', version: '' },
    });
  });

  test('times and integers keep all their digits', () => {
    const span = decodeOne({
      startTimeUnixNano: '1784000000123456789',
      attributes: [{ key: 'n', value: { intValue: '9223372036854775807' } }],
    });
    expect(span.start).toBe(1_784_000_000_123_456_789n);
    expect(span.attributes[0]?.value).toBe(9_223_372_036_854_775_807n);
  });

  test('values keep their types', () => {
    const values = [
      { stringValue: 'x' },
      { boolValue: false },
      { intValue: 7 },
      { doubleValue: 1 },
      { doubleValue: 'NaN' },
      { bytesValue: 'AQI=' },
      { arrayValue: { values: [{ stringValue: 'a' }, {}] } },
      { kvlistValue: { values: [{ key: 'k', value: { boolValue: true } }] } },
      undefined,
    ];
    const span = decodeOne({ attributes: values.map((value) => ({ key: 'k', value })) });
    expect(span.attributes.map(({ value }) => value)).toEqual([
      'x',
      false,
      7n,
      1,
      Number.NaN,
      new BytesValue('AQI='),
      ['a', null],
      new KeyValueList([{ key: 'k', value: true }]),
      null,
    ]);
  });

  test('enumerations come as numbers or as names', () => {
    expect(decodeOne({ kind: 3, status: { code: 2 } })).toMatchObject({
      kind: 'client',
      statusCode: 'error',
    });
    expect(
      decodeOne({ kind: 'SPAN_KIND_PRODUCER', status: { code: 'STATUS_CODE_OK' } }),
    ).toMatchObject({ kind: 'producer', statusCode: 'ok' });
    expect(decodeOne({ kind: 99 })).toMatchObject({ kind: 'unspecified' });
  });

  test.each([{ parentSpanId: '' }, { parentSpanId: '0000000000000000' }, {}])(
    'a root has no parent: %o',
    (span) => {
      expect(decodeOne(span).parentSpanId).toBeNull();
    },
  );

  test.each([
    [{ spanId: 'nope' }, 'resourceSpans[0].scopeSpans[0].spans[0].spanId'],
    [{ traceId: '' }, 'spans[0].traceId'],
    [{ startTimeUnixNano: 'soon' }, 'a 64-bit integer'],
    [{ attributes: {} }, 'a list'],
    [{ attributes: [{ key: 'a', value: { intValue: '1.5' } }] }, 'an integer'],
    [{ name: 5 }, 'a string'],
    [{ droppedEventsCount: -1 }, 'a count'],
  ])('names the place of what cannot be read: %o', (span, text) => {
    expect(() => decodeOne(span)).toThrow(DecodeError);
    expect(() => decodeOne(span)).toThrow(text);
  });

  test('refuses nesting without end', () => {
    let value: object = { stringValue: 'deep' };
    for (let i = 0; i < 1000; i++) {
      value = { arrayValue: { values: [value] } };
    }
    expect(() => decodeOne({ attributes: [{ key: 'a', value }] })).toThrow('nested');
  });
});
