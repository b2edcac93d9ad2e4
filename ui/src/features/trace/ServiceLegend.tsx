// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { quoteIfNeeded } from '../../base/logfmt';
import { serviceColour, type ServiceColours } from '../../model/serviceColours';
import { ServiceChip } from '../../widgets/ServiceChip';
import styles from './ServiceLegend.module.css';
import type { TraceView } from './useTraceView';

interface ServiceLegendProps {
  readonly view: TraceView;
  readonly colours: ServiceColours;
}

const SHOWN_AT_FIRST = 12;

/** Which colour is which service; a click finds its spans. */
export function ServiceLegend({ view, colours }: ServiceLegendProps) {
  const { services } = view.trace;
  const [shown, setShown] = useState(SHOWN_AT_FIRST);
  return (
    <div className={styles['legend']} role="group" aria-label="Services">
      {services.slice(0, shown).map(({ name, spanCount }) => {
        const find = `service=${quoteIfNeeded(name)}`;
        const isFound = view.find === find;
        return (
          <button
            key={name}
            type="button"
            className={styles['service']}
            aria-pressed={isFound}
            onClick={() => {
              view.setFind(isFound ? '' : find);
            }}
          >
            <ServiceChip name={name} colour={serviceColour(colours, name)} spanCount={spanCount} />
          </button>
        );
      })}
      {services.length > shown && (
        <button
          type="button"
          className={styles['service']}
          onClick={() => {
            setShown(services.length);
          }}
        >
          {services.length - shown} more
        </button>
      )}
    </div>
  );
}
