// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent } from 'react';
import { parseTraceId } from '../base/ids';
import { goTo } from '../base/navigation';
import { tracePath } from '../model/routes';
import { Icon } from '../widgets/Icon';
import styles from './TraceLookup.module.css';

/** Opens the trace whose id is pasted here. */
export function TraceLookup() {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const id = parseTraceId(text);
    if (id.ok) {
      setText('');
      goTo(tracePath(id.value));
    } else {
      setError(id.error);
    }
  };
  return (
    <form className={styles['form']} role="search" aria-label="Trace id" onSubmit={submit}>
      <span className={styles['icon']}>
        <Icon name="search" size={14} />
      </span>
      <input
        className={styles['input']}
        aria-label="Open a trace by its id"
        aria-invalid={error !== null}
        aria-describedby={error === null ? undefined : 'lookup-error'}
        placeholder="Trace id"
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onBlur={() => {
          setError(null);
        }}
      />
      {error !== null && (
        <p className={styles['error']} id="lookup-error" role="alert">
          {error}
        </p>
      )}
    </form>
  );
}
