// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect } from 'react';
import { usePreference } from '../widgets/usePreference';

/** Puts the reader's choice of theme where the style sheets look for it. */
export function useTheme(): void {
  const theme = usePreference('theme');
  useLayoutEffect(() => {
    if (theme === 'system') {
      delete document.documentElement.dataset['theme'];
    } else {
      document.documentElement.dataset['theme'] = theme;
    }
  }, [theme]);
}
