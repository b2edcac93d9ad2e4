// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { Field } from './Field';
import styles from './Field.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly error?: string | null;
  readonly placeholder?: string;
  readonly type?: 'text' | 'datetime-local';
  readonly className?: string | undefined;
  readonly onChange: (value: string) => void;
}

export function TextField(props: TextFieldProps) {
  const { label, value, error = null, placeholder, type = 'text', className, onChange } = props;
  return (
    <Field label={label} error={error} className={className}>
      {(ids) => (
        <input
          {...ids}
          className={styles['control']}
          type={type}
          step={type === 'datetime-local' ? 0.001 : undefined}
          value={value}
          placeholder={placeholder}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Field>
  );
}
