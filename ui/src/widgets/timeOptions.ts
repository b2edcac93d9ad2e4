// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { LOOKBACKS, type Lookback } from '../model/searchQuery';

/** The time ranges that a form offers. */
export const TIME_OPTIONS: readonly {
  readonly value: Lookback | 'custom';
  readonly label: string;
}[] = [
  ...(Object.keys(LOOKBACKS) as Lookback[]).map((value) => ({
    value,
    label: LOOKBACKS[value].label,
  })),
  { value: 'custom', label: 'Custom range' },
];
