// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { KeyboardEvent, RefObject } from 'react';
import { countOf, formatCount } from '../../base/number';
import { containsSorted, lowerBound } from '../../model/sorted';
import { Button } from '../../widgets/Button';
import { Icon } from '../../widgets/Icon';
import styles from './FindBox.module.css';
import type { TraceView } from './useTraceView';

interface FindBoxProps {
  readonly view: TraceView;
  readonly input: RefObject<HTMLInputElement | null>;
}

/** Finds spans by text or `key=value`; Enter goes from match to match. */
export function FindBox({ view, input }: FindBoxProps) {
  const { find, matches, cursor } = view;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      view.goToMatch(event.shiftKey ? -1 : 1);
    } else if (event.key === 'Escape') {
      view.setFind('');
      input.current?.blur();
    }
  };
  const position = containsSorted(matches, cursor) ? lowerBound(matches, cursor) + 1 : null;
  return (
    <div className={styles['find']} role="search" aria-label="Find">
      <span className={styles['icon']}>
        <Icon name="search" size={14} />
      </span>
      <input
        ref={input}
        className={styles['input']}
        aria-label="Find in this trace"
        placeholder="Find: text or key=value"
        spellCheck={false}
        autoComplete="off"
        value={find}
        onChange={(event) => {
          view.setFind(event.target.value);
        }}
        onKeyDown={onKeyDown}
      />
      {find !== '' && (
        <>
          <span className={styles['count']} role="status">
            {matches.length === 0
              ? 'no match'
              : position === null
                ? countOf(matches.length, 'match', 'matches')
                : `${formatCount(position)} of ${formatCount(matches.length)}`}
          </span>
          <Button
            look="quiet"
            size="small"
            icon="chevron-down"
            label="Next match (n)"
            disabled={matches.length === 0}
            onClick={() => {
              view.goToMatch(1);
            }}
          />
          <Button
            look="quiet"
            size="small"
            icon="close"
            label="Clear"
            onClick={() => {
              view.setFind('');
            }}
          />
        </>
      )}
    </div>
  );
}
