// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { operationsQuery, servicesQuery } from '../api/queries';
import { Combobox } from './Combobox';

interface ServiceFieldsProps {
  readonly service: string;
  readonly operation: string;
  readonly onChange: (change: { readonly service?: string; readonly operation: string }) => void;
}

/** A service and one of its operations, chosen from what is known of. */
export function ServiceFields({ service, operation, onChange }: ServiceFieldsProps) {
  const services = useQuery(servicesQuery());
  const operations = useQuery(operationsQuery(service));
  return (
    <>
      <Combobox
        label="Service"
        value={service}
        options={services.data ?? []}
        allLabel="All services"
        note={services.isError ? 'The list of services cannot be had.' : undefined}
        onChange={(next) => {
          if (next !== service) {
            onChange({ service: next, operation: '' });
          }
        }}
      />
      <Combobox
        label="Operation"
        value={operation}
        options={operations.data ?? []}
        allLabel="All operations"
        note={operations.isError ? 'The list of operations cannot be had.' : undefined}
        onChange={(next) => {
          onChange({ operation: next });
        }}
      />
    </>
  );
}
