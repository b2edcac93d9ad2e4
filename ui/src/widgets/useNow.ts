// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { now, type EpochNanos } from '../base/time';

const REFRESH_MILLIS = 15_000;

/** The time of day, for “3 min ago”: moves on every quarter of a minute. */
export function useNow(): EpochNanos {
  const [time, setTime] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => {
      setTime(now());
    }, REFRESH_MILLIS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return time;
}
