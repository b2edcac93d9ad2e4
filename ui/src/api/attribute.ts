// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { asList, asObject, asString, DecodeError, type Json } from './decode';

/**
 * A typed attribute value. The JavaScript type tells the OTLP type: `bigint` is an int, `number` a
 * double, null a value that was sent empty.
 */
export type AttributeValue =
  null | string | boolean | bigint | number | BytesValue | readonly AttributeValue[] | KeyValueList;

export class BytesValue {
  readonly base64: string;

  constructor(base64: string) {
    this.base64 = base64;
  }
}

export class KeyValueList {
  readonly entries: readonly Attribute[];

  constructor(entries: readonly Attribute[]) {
    this.entries = entries;
  }
}

export interface Attribute {
  readonly key: string;
  readonly value: AttributeValue;
}

const NONE: readonly Attribute[] = [];

/** Nesting deeper than this is refused rather than followed: no sender means it. */
const DEPTH_MAX = 64;

export function decodeAttributes(value: unknown, path: string, depth = 0): readonly Attribute[] {
  const list = asList(value, path);
  return list.length === 0
    ? NONE
    : list.map((attribute, i) => {
        const json = asObject(attribute, `${path}[${i}]`);
        return {
          key: asString(json['key'], `${path}[${i}].key`),
          value: decodeValue(json['value'], path, depth),
        };
      });
}

function decodeValue(value: unknown, path: string, depth: number): AttributeValue {
  if (value === undefined || value === null) {
    return null;
  }
  if (depth > DEPTH_MAX) {
    throw new DecodeError(path, `values nested at most ${DEPTH_MAX} deep`);
  }
  const json = asObject(value, path);
  // The commonest type first: a large trace has a million of these.
  const text = json['stringValue'];
  if (typeof text === 'string') {
    return text;
  }
  return decodeTyped(json, path, depth);
}

function decodeTyped(json: Json, path: string, depth: number): AttributeValue {
  if (json['intValue'] !== undefined) {
    return decodeInt(json['intValue'], path);
  }
  if (json['boolValue'] !== undefined) {
    return json['boolValue'] === true;
  }
  if (json['doubleValue'] !== undefined) {
    // NaN and the infinities come as strings.
    return Number(json['doubleValue']);
  }
  if (json['bytesValue'] !== undefined) {
    return new BytesValue(asString(json['bytesValue'], path));
  }
  if (json['arrayValue'] !== undefined) {
    const { values } = asObject(json['arrayValue'], path);
    return asList(values, path).map((element) => decodeValue(element, path, depth + 1));
  }
  if (json['kvlistValue'] !== undefined) {
    const { values } = asObject(json['kvlistValue'], path);
    return new KeyValueList(decodeAttributes(values, path, depth + 1));
  }
  return null;
}

function decodeInt(value: unknown, path: string): bigint {
  if (typeof value === 'number' && Number.isInteger(value)) {
    return BigInt(value);
  }
  if (typeof value === 'string' && /^-?\d+$/.test(value)) {
    return BigInt(value);
  }
  throw new DecodeError(path, 'an integer');
}
