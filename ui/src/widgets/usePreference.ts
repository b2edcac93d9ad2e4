// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import { preferences, subscribeToPreferences, type Preferences } from '../base/preferences';

export function usePreference<K extends keyof Preferences>(key: K): Preferences[K] {
  return useSyncExternalStore(subscribeToPreferences, () => preferences()[key]);
}
