// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { SortOrder } from '../../api/search';
import { isSortOrder, SORT_ORDERS } from '../../model/searchQuery';
import styles from './SortSelect.module.css';

interface SortSelectProps {
  readonly order: SortOrder;
  readonly onChange: (order: SortOrder) => void;
}

export function SortSelect({ order, onChange }: SortSelectProps) {
  return (
    <label>
      <span className="visually-hidden">Order</span>
      <select
        className={styles['select']}
        value={order}
        onChange={(event) => {
          if (isSortOrder(event.target.value)) {
            onChange(event.target.value);
          }
        }}
      >
        {Object.entries(SORT_ORDERS).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
}
