// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import styles from './Combobox.module.css';
import { Field } from './Field';
import fieldStyles from './Field.module.css';
import { filterOptions, OPTIONS_SHOWN_MAX } from './filterOptions';
import { Icon } from './Icon';

interface ComboboxProps {
  readonly label: string;
  /** Empty means all. */
  readonly value: string;
  readonly options: readonly string[];
  /** What the empty value is called: “All services”. */
  readonly allLabel: string;
  /** Shown instead of “no match” while options are on their way or could not be had. */
  readonly note?: string | undefined;
  readonly className?: string | undefined;
  readonly onChange: (value: string) => void;
}

/**
 * A text field with suggestions (WAI-ARIA combobox). What is typed counts even when nobody suggested
 * it: a service may have been quiet for so long that it is not listed.
 */
export function Combobox(props: ComboboxProps) {
  const { label, value, options, allLabel, note, className, onChange } = props;
  const [text, setText] = useState<string | null>(null);
  const [active, setActive] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const isOpen = text !== null;
  const typed = text ?? '';
  const matches = filterOptions(options, typed);
  const shown = ['', ...matches.slice(0, OPTIONS_SHOWN_MAX)];
  const choices = typed === '' ? shown : shown.slice(1);

  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen]);

  const open = (): void => {
    setText('');
    setActive(value === '' ? 0 : Math.max(0, ['', ...options].indexOf(value)));
  };
  const close = (): void => {
    setText(null);
  };
  const choose = (choice: string): void => {
    onChange(choice);
    close();
  };
  const leave = (): void => {
    // Half a word that still fits several options was not a choice.
    const exact = matches.find((option) => option.toLowerCase() === typed.trim().toLowerCase());
    if (typed.trim() !== '' && (exact !== undefined || matches.length === 0)) {
      onChange(exact ?? typed.trim());
    }
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      if (isOpen) {
        const step = event.key === 'ArrowDown' ? 1 : -1;
        setActive((active + step + choices.length) % Math.max(1, choices.length));
      } else {
        open();
      }
    } else if (event.key === 'Enter' && isOpen) {
      event.preventDefault();
      choose(choices[active] ?? typed.trim());
    } else if (event.key === 'Escape' && isOpen) {
      event.stopPropagation();
      close();
    }
  };

  return (
    <Field label={label} className={className}>
      {(ids) => (
        <div className={styles['box']}>
          <input
            {...ids}
            className={`${fieldStyles['control']} ${styles['input']}`}
            role="combobox"
            aria-expanded={isOpen}
            aria-controls={`${ids.id}-list`}
            aria-activedescendant={isOpen ? `${ids.id}-${active}` : undefined}
            aria-autocomplete="list"
            autoComplete="off"
            spellCheck={false}
            value={isOpen ? typed : value}
            placeholder={value === '' ? allLabel : value}
            onClick={() => {
              if (!isOpen) {
                open();
              }
            }}
            onChange={(event) => {
              setText(event.target.value);
              setActive(0);
            }}
            onKeyDown={onKeyDown}
            onFocus={(event) => {
              event.target.select();
            }}
            onBlur={() => {
              leave();
            }}
          />
          {value !== '' && !isOpen && (
            <button
              type="button"
              className={styles['clear']}
              aria-label={`Clear ${label.toLowerCase()}`}
              onClick={() => {
                onChange('');
              }}
            >
              <Icon name="close" size={12} />
            </button>
          )}
          {isOpen && (
            <div className={styles['list']} ref={list} id={`${ids.id}-list`} role="listbox">
              {choices.map((choice, i) => (
                <div
                  key={choice}
                  id={`${ids.id}-${i}`}
                  className={`${styles['option']} ${choice === '' ? styles['all'] : ''}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={i === active}
                  onMouseDown={(event) => {
                    event.preventDefault(); // the field keeps the focus
                  }}
                  // Not before the button is up: what is below the list would get the click.
                  onClick={() => {
                    choose(choice);
                  }}
                  onMouseMove={() => {
                    setActive(i);
                  }}
                >
                  {choice === '' ? allLabel : choice}
                </div>
              ))}
              {(note !== undefined || choices.length === 0) && (
                <div className={styles['note']} role="presentation">
                  {note ?? 'Not in the list: Enter takes it as typed.'}
                </div>
              )}
              {matches.length > OPTIONS_SHOWN_MAX && (
                <div className={styles['note']} role="presentation">
                  {matches.length - OPTIONS_SHOWN_MAX} more: keep typing.
                </div>
              )}
            </div>
          )}
        </div>
      )}
    </Field>
  );
}
