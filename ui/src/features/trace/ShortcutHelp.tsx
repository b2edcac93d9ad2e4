// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { Dialog } from '../../widgets/Dialog';
import styles from './ShortcutHelp.module.css';
import { SHORTCUTS } from './shortcuts';

interface ShortcutHelpProps {
  readonly onClose: () => void;
}

const KEY_NAMES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

export function ShortcutHelp({ onClose }: ShortcutHelpProps) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <div className={styles['groups']}>
        {SHORTCUTS.map((group) => (
          <section key={group.title} className={styles['group']}>
            <h3 className={styles['title']}>{group.title}</h3>
            <dl>
              {group.shortcuts.map((shortcut) => (
                <div key={shortcut.action} className={styles['line']}>
                  <dt>{shortcut.text}</dt>
                  <dd className={styles['keys']}>
                    {shortcut.keys.map((key) => (
                      <kbd key={key}>{KEY_NAMES[key] ?? key}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
