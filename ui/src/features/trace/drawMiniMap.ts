// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { Trace } from '../../model/trace';

/** The colours a canvas needs; it cannot read CSS variables by itself. */
export interface MiniMapColours {
  readonly ofService: (name: string) => string;
  readonly error: string;
}

const BAR_PIXELS_MAX = 4;

/** Draws every span of a trace as a line, in outline order from top to bottom; errors on top of all. */
export function drawMiniMap(
  context: CanvasRenderingContext2D,
  trace: Trace,
  size: { readonly width: number; readonly height: number },
  colours: MiniMapColours,
): void {
  const { spans } = trace;
  const xScale = size.width / Math.max(1, trace.duration);
  const pitch = size.height / spans.length;
  const thickness = Math.max(0.75, Math.min(BAR_PIXELS_MAX, pitch * 0.7));
  context.clearRect(0, 0, size.width, size.height);
  let service: string | null = null;
  for (const span of spans) {
    if (span.service !== service) {
      service = span.service;
      context.fillStyle = colours.ofService(service);
    }
    const width = Math.max(1, span.duration * xScale);
    context.fillRect(span.start * xScale, span.index * pitch, width, thickness);
  }
  context.fillStyle = colours.error;
  for (const span of spans) {
    if (span.isError) {
      const width = Math.max(2, span.duration * xScale);
      context.fillRect(span.start * xScale, span.index * pitch, width, Math.max(1.5, thickness));
    }
  }
}
