// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect } from 'react';

export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title === '' ? 'Clew' : `${title} · Clew`;
  }, [title]);
}
