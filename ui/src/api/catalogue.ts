// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { asList, asObject, asString } from './decode';
import { apiUrl, getJson } from './http';

/** Names of all services that have sent spans, sorted. */
export function fetchServices(signal: AbortSignal): Promise<readonly string[]> {
  return getJson(
    apiUrl('/api/v3/services'),
    (body) => sorted(asList(asObject(body, '')['services'], 'services').map(asName)),
    signal,
  );
}

/**
 * Names of the operations of a service, or of all when it is empty; sorted, each once whatever its
 * span kinds.
 */
export function fetchOperations(service: string, signal: AbortSignal): Promise<readonly string[]> {
  return getJson(
    apiUrl('/api/v3/operations', { service: service || undefined }),
    (body) =>
      sorted(
        asList(asObject(body, '')['operations'], 'operations').map((operation, i) =>
          asName(asObject(operation, `operations[${i}]`)['name'], i),
        ),
      ),
    signal,
  );
}

function asName(value: unknown, index: number): string {
  return asString(value, `name ${index}`);
}

function sorted(names: readonly string[]): readonly string[] {
  return [...new Set(names)].toSorted((a, b) => a.localeCompare(b));
}
