// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { fromEpochMillis, type EpochNanos } from '../base/time';

const REFRESH_MILLIS = 15_000;

/** The time of day, for “3 min ago”: moves on every quarter of a minute. */
export function useNow(): EpochNanos {
  const [now, setNow] = useState(() => fromEpochMillis(Date.now()));
  useEffect(() => {
    const timer = setInterval(() => {
      setNow(fromEpochMillis(Date.now()));
    }, REFRESH_MILLIS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return now;
}
