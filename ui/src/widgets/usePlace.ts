// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useSyncExternalStore } from 'react';
import { currentPlace, subscribeToPlace, type Place } from '../base/navigation';

/** The current address; the component is drawn again when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(subscribeToPlace, currentPlace);
}
