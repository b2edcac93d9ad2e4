// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { servicesQuery } from '../api/queries';
import {
  assignServiceColours,
  SERVICE_COLOUR_COUNT,
  type ServiceColours,
} from '../model/serviceColours';

/**
 * Colours for the services of a page. They are given out among all known services while there are
 * enough colours, so that a service looks the same on every page, and else among those of the page.
 */
export function useServiceColours(names: readonly string[]): ServiceColours {
  const { data: known } = useQuery(servicesQuery());
  return useMemo(() => {
    const all = new Set([...(known ?? []), ...names]);
    return assignServiceColours(all.size <= SERVICE_COLOUR_COUNT ? all : names);
  }, [known, names]);
}
