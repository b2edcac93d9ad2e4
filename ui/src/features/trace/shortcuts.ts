// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** What a key does on the trace page; {@link SHORTCUTS} is both what works and what the help shows. */
export type ShortcutAction =
  | 'next-row'
  | 'previous-row'
  | 'open'
  | 'unfold'
  | 'fold'
  | 'close'
  | 'find'
  | 'next-match'
  | 'previous-match'
  | 'zoom-in'
  | 'zoom-out'
  | 'pan-left'
  | 'pan-right'
  | 'whole'
  | 'zoom-to-span'
  | 'first-row'
  | 'last-row'
  | 'unfold-all'
  | 'fold-all'
  | 'unfold-level'
  | 'fold-level'
  | 'critical-path'
  | 'help';

export interface Shortcut {
  readonly action: ShortcutAction;
  /** Values of `KeyboardEvent.key`. */
  readonly keys: readonly string[];
  readonly text: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: 'Spans',
    shortcuts: [
      { action: 'next-row', keys: ['j', 'ArrowDown'], text: 'Next span' },
      { action: 'previous-row', keys: ['k', 'ArrowUp'], text: 'Previous span' },
      { action: 'first-row', keys: ['Home'], text: 'First span' },
      { action: 'last-row', keys: ['End'], text: 'Last span' },
      { action: 'open', keys: ['Enter'], text: 'Open or close the details' },
      { action: 'unfold', keys: ['l', 'ArrowRight'], text: 'Unfold, or go to the first child' },
      { action: 'fold', keys: ['h', 'ArrowLeft'], text: 'Fold, or go to the parent' },
      { action: 'unfold-all', keys: [']'], text: 'Unfold all' },
      { action: 'fold-all', keys: ['['], text: 'Fold all' },
      { action: 'unfold-level', keys: ['o'], text: 'Unfold one level more' },
      { action: 'fold-level', keys: ['p'], text: 'Fold one level more' },
    ],
  },
  {
    title: 'Time',
    shortcuts: [
      { action: 'zoom-in', keys: ['w', '+', '='], text: 'Zoom in' },
      { action: 'zoom-out', keys: ['s', '-'], text: 'Zoom out' },
      { action: 'pan-left', keys: ['a'], text: 'Earlier' },
      { action: 'pan-right', keys: ['d'], text: 'Later' },
      { action: 'zoom-to-span', keys: ['z'], text: 'This span' },
      { action: 'whole', keys: ['0'], text: 'The whole trace' },
      { action: 'critical-path', keys: ['c'], text: 'Show or hide the critical path' },
    ],
  },
  {
    title: 'Find',
    shortcuts: [
      { action: 'find', keys: ['/', 'f'], text: 'Find in this trace' },
      { action: 'next-match', keys: ['n'], text: 'Next match' },
      { action: 'previous-match', keys: ['N', 'b'], text: 'Previous match' },
    ],
  },
  {
    title: 'Other',
    shortcuts: [
      { action: 'close', keys: ['Escape'], text: 'Close the details, then clear the find' },
      { action: 'help', keys: ['?'], text: 'This list' },
    ],
  },
];

const ACTIONS: ReadonlyMap<string, ShortcutAction> = new Map(
  SHORTCUTS.flatMap((group) =>
    group.shortcuts.flatMap(({ action, keys }) => keys.map((key) => [key, action] as const)),
  ),
);

export function actionOf(key: string): ShortcutAction | undefined {
  return ACTIONS.get(key);
}
