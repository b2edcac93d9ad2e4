// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider, type DefaultOptions } from '@tanstack/react-query';
import { render } from '@testing-library/react';
import { createElement, type ReactNode } from 'react';
import { goTo } from '../base/navigation';

/** Goes to an address and shows what stands there; a failed request is not repeated. */
export function showAt(path: string, page: ReactNode, queries: DefaultOptions['queries'] = {}) {
  goTo(path);
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, ...queries } } });
  render(createElement(QueryClientProvider, { client }, page));
}
