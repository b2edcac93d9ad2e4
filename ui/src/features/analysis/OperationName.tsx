// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { serviceText } from '../../model/analysisWords';
import { serviceColour, type ServiceColours } from '../../model/serviceColours';
import { ServiceChip } from '../../widgets/ServiceChip';
import styles from './OperationName.module.css';

interface OperationNameProps {
  readonly service: string;
  /** Empty for the service as a whole. */
  readonly operation?: string;
  readonly colours: ServiceColours;
}

/** An operation, and the service it belongs to. */
export function OperationName({ service, operation = '', colours }: OperationNameProps) {
  const chip = <ServiceChip name={serviceText(service)} colour={serviceColour(colours, service)} />;
  if (operation === '') {
    return chip;
  }
  return (
    <>
      <span className={styles['operation']}>{operation}</span>
      <span className={styles['service']}>{chip}</span>
    </>
  );
}
