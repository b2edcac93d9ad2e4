// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { fail, ok, type Result } from './result';

declare const trace: unique symbol;
declare const span: unique symbol;

/** 32 lower-case hexadecimal digits. */
export type TraceId = string & { readonly [trace]: true };

/** 16 lower-case hexadecimal digits. */
export type SpanId = string & { readonly [span]: true };

const HEX = /^[0-9a-f]+$/;
const TRACE_ID = /^[0-9a-f]{32}$/;
const SPAN_ID = /^[0-9a-f]{16}$/;

const NO_TRACE = '0'.repeat(32);

/**
 * Reads a trace id as people paste it: any case, dashes and spaces around it dropped, leading zeros
 * optional.
 */
export function parseTraceId(text: string): Result<TraceId> {
  if (TRACE_ID.test(text) && text !== NO_TRACE) {
    return ok(text as TraceId);
  }
  const digits = text.trim().toLowerCase().replaceAll('-', '');
  if (digits === '') {
    return fail('Enter a trace id.');
  }
  if (!HEX.test(digits)) {
    return fail('A trace id has only the digits 0–9 and a–f.');
  }
  if (digits.length > 32) {
    return fail(`A trace id has at most 32 digits, this one has ${digits.length}.`);
  }
  return /^0+$/.test(digits)
    ? fail('The trace id of zeros is not valid.')
    : ok(digits.padStart(32, '0') as TraceId);
}

export function parseSpanId(text: string): Result<SpanId> {
  if (SPAN_ID.test(text)) {
    return ok(text as SpanId);
  }
  const digits = text.trim().toLowerCase();
  if (digits.length === 0 || digits.length > 16 || !HEX.test(digits)) {
    return fail('A span id has 16 digits, 0–9 and a–f.');
  }
  return ok(digits.padStart(16, '0') as SpanId);
}
