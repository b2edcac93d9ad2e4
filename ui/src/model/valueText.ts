// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { BytesValue, KeyValueList, type AttributeValue } from '../api/attribute';
import { indentJson, isJsonDocument } from './jsonText';

/** Name of a value's OTLP type, as shown beside it. */
export function valueType(value: AttributeValue): string {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'bigint':
      return 'int';
    case 'number':
      return 'double';
  }
  if (value === null) {
    return 'empty';
  }
  if (value instanceof BytesValue) {
    return 'bytes';
  }
  return value instanceof KeyValueList ? 'map' : 'array';
}

/** A value on one line: what one searches for, copies, and sees where there is little room. */
export function valueText(value: AttributeValue): string {
  if (typeof value === 'string') {
    return value;
  }
  return isNested(value) ? jsonText(value) : scalarText(value);
}

function isNested(value: AttributeValue): value is readonly AttributeValue[] | KeyValueList {
  return Array.isArray(value) || value instanceof KeyValueList;
}

function scalarText(value: AttributeValue): string {
  if (value === null) {
    return '';
  }
  return value instanceof BytesValue ? value.base64 : String(value as unknown);
}

/** A nested value as JSON text; integers keep all their digits. */
function jsonText(value: AttributeValue): string {
  if (value instanceof KeyValueList) {
    const members = value.entries.map((e) => `${JSON.stringify(e.key)}:${jsonText(e.value)}`);
    return `{${members.join(',')}}`;
  }
  if (Array.isArray(value)) {
    return `[${value.map((element) => jsonText(element as AttributeValue)).join(',')}]`;
  }
  if (value === null) {
    return 'null';
  }
  return typeof value === 'bigint' || typeof value === 'boolean' || isFiniteNumber(value)
    ? String(value)
    : JSON.stringify(scalarText(value));
}

function isFiniteNumber(value: AttributeValue): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

/** The indented form of a nested value or of a string that holds JSON; null for all others. */
export function prettyJson(value: AttributeValue): string | null {
  if (isNested(value)) {
    return indentJson(valueText(value));
  }
  return typeof value === 'string' && isJsonDocument(value) ? indentJson(value) : null;
}
