// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { preferences, setPreference } from '../../base/preferences';

/** Shows or hides the critical path, in this trace and in later ones. */
export function toggleCriticalPath(): void {
  setPreference('isCriticalPathShown', !preferences().isCriticalPathShown);
}
