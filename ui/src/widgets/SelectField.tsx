// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { Field } from './Field';
import styles from './Field.module.css';

interface SelectFieldProps<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly className?: string | undefined;
  readonly onChange: (value: T) => void;
}

/** The browser's own list: quick, and at home on a phone. */
export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { label, value, options, className, onChange } = props;
  return (
    <Field label={label} className={className}>
      {(ids) => (
        <select
          {...ids}
          className={`${styles['control']} ${styles['select']}`}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) {
              onChange(chosen.value);
            }
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
