// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';

/** False at first, true once the component has been there for so long. */
export function useElapsed(millis: number): boolean {
  const [isOver, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => {
      setOver(true);
    }, millis);
    return () => {
      clearTimeout(timer);
    };
  }, [millis]);
  return isOver;
}
