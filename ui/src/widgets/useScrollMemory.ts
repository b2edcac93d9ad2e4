// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Where each place was left; a reload forgets it, as the browser itself remembers that. */
const positions = new Map<string, number>();

/** Brings a scrolling element back to where it was when this place was last seen. */
export function useScrollMemory(
  place: string,
): readonly [RefObject<HTMLDivElement | null>, () => void] {
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (ref.current !== null) {
      ref.current.scrollTop = positions.get(place) ?? 0;
    }
  }, [place]);
  const remember = (): void => {
    positions.set(place, ref.current?.scrollTop ?? 0);
  };
  return [ref, remember];
}
