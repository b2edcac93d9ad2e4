// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { asList, asObject, asString } from './decode';
import { apiUrl, getJson } from './http';

/** What something is called, whatever a sender calls it. */
export interface Concept {
  readonly name: string;
  /** As OpenTelemetry writes units: `s`, `By`, `1`, `USD`, `{token}`, or empty. */
  readonly unit: string;
  /** What it is, a sentence. */
  readonly about: string;
}

/** The concepts that a server knows, in its order. */
export function fetchConcepts(signal: AbortSignal): Promise<readonly Concept[]> {
  return getJson(
    apiUrl('/api/clew/v1/vocabulary'),
    (body) =>
      asList(asObject(body, '')['concepts'], 'concepts').map((concept, i) => {
        const path = `concepts[${i}]`;
        const json = asObject(concept, path);
        return {
          name: asString(json['name'], `${path}.name`),
          unit: asString(json['unit'], `${path}.unit`),
          about: asString(json['about'], `${path}.about`),
        };
      }),
    signal,
  );
}
