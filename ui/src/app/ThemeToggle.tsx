// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { setPreference, type Preferences } from '../base/preferences';
import { Button } from '../widgets/Button';
import type { IconName } from '../widgets/Icon';
import { usePreference } from '../widgets/usePreference';

type Theme = Preferences['theme'];

const NEXT: Readonly<Record<Theme, Theme>> = { system: 'light', light: 'dark', dark: 'system' };
const ICONS: Readonly<Record<Theme, IconName>> = { system: 'system', light: 'sun', dark: 'moon' };
const NAMES: Readonly<Record<Theme, string>> = {
  system: 'as the system has it',
  light: 'light',
  dark: 'dark',
};

export function ThemeToggle() {
  const theme = usePreference('theme');
  return (
    <Button
      look="quiet"
      icon={ICONS[theme]}
      label={`Theme: ${NAMES[theme]}. Change to ${NAMES[NEXT[theme]]}`}
      onClick={() => {
        setPreference('theme', NEXT[theme]);
      }}
    />
  );
}
