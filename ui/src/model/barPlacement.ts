// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { clamp } from '../base/number';
import type { Nanos } from '../base/time';
import type { ViewRange } from './viewRange';

/** Where a bar stands in the timeline, as shares of its width. */
export interface BarPlacement {
  readonly left: number;
  readonly width: number;
}

/** @returns null when the bar lies outside the view */
export function barPlacement(start: Nanos, duration: Nanos, view: ViewRange): BarPlacement | null {
  const end = start + duration;
  if (end < view.from || start > view.to) {
    return null;
  }
  const scale = 1 / (view.to - view.from);
  const left = clamp((start - view.from) * scale, 0, 1);
  const right = clamp((end - view.from) * scale, 0, 1);
  return { left, width: right - left };
}

/** Share of the timeline at which a moment stands, or null when it is outside the view. */
export function momentPlacement(offset: Nanos, view: ViewRange): number | null {
  const share = (offset - view.from) / (view.to - view.from);
  return share >= 0 && share <= 1 ? share : null;
}
