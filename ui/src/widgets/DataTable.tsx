// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState, type ReactNode } from 'react';
import { formatCount } from '../base/number';
import { Button } from './Button';
import styles from './DataTable.module.css';

export interface Column<Row> {
  readonly head: string;
  /** What the column means, where its head does not say it all. */
  readonly hint?: string;
  readonly isNumber?: boolean;
  readonly cell: (row: Row) => ReactNode;
}

interface DataTableProps<Row> {
  /** Read out, and no more: what is seen above the table says it too. */
  readonly caption: string;
  /** The first column names the row. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
}

const ROWS_AT_FIRST = 8;

/** A table of figures; where there is no room for columns, each row is a block with its names. */
export function DataTable<Row>({ caption, columns, rows }: DataTableProps<Row>) {
  const [isWhole, setWhole] = useState(false);
  const [name, ...figures] = columns;
  const hinted = columns.filter(({ hint }) => hint !== undefined);
  // One row more costs less than the button that hides it.
  const shown = isWhole || rows.length <= ROWS_AT_FIRST + 1 ? rows : rows.slice(0, ROWS_AT_FIRST);
  return (
    <>
      <table className={styles['table']}>
        <caption className="visually-hidden">{caption}</caption>
        <thead className={styles['head']}>
          <tr>
            {columns.map(({ head, hint, isNumber = false }) => (
              <th
                key={head}
                scope="col"
                title={hint}
                className={isNumber ? styles['number'] : undefined}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <tr key={i} className={styles['row']}>
              <th scope="row" className={styles['name']}>
                {name?.cell(row)}
              </th>
              {figures.map(({ head, isNumber = false, cell }) => (
                <td
                  key={head}
                  data-head={head}
                  className={isNumber ? styles['number'] : styles['text']}
                >
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles['below']}>
        {shown.length < rows.length && (
          <Button
            look="quiet"
            size="small"
            icon="chevron-down"
            onClick={() => {
              setWhole(true);
            }}
          >
            Show all {formatCount(rows.length)}
          </Button>
        )}
        {hinted.length > 0 && (
          <details className={styles['hints']}>
            <summary>What the columns mean</summary>
            <dl>
              {hinted.map(({ head, hint }) => (
                <div key={head}>
                  <dt>{head}</dt>
                  <dd>{hint}</dd>
                </div>
              ))}
            </dl>
          </details>
        )}
      </div>
    </>
  );
}
