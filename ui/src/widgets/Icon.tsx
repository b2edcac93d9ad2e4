// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** Strokes on a 16 × 16 grid. */
const PATHS = {
  alert: 'M8 2.2 14.3 13.3H1.7ZM8 6.4v3.2M8 11.4v.1',
  back: 'M9.8 3.4 5.2 8l4.6 4.6',
  check: 'm3.2 8.4 3.2 3.2 6.4-7',
  'chevron-down': 'm4 6.2 4 4 4-4',
  'chevron-right': 'm6.2 4 4 4-4 4',
  close: 'm4 4 8 8M12 4l-8 8',
  collapse: 'M3 8h10M8 1.5v3.7M6.2 3.6 8 5.4l1.8-1.8M8 14.5v-3.7M6.2 12.4 8 10.6l1.8 1.8',
  copy: 'M6 5.5h7v8H6ZM10 3H3v8',
  error: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2ZM8 5v3.6M8 11v.1',
  expand: 'M3 8h10M8 5.5V1.8M6.2 3.4 8 1.6l1.8 1.8M8 10.5v3.7M6.2 12.6 8 14.4l1.8-1.8',
  external: 'M9 3h4v4M13 3 7.5 8.5M11 9.5V13H3V5h3.5',
  keyboard: 'M1.5 4h13v8h-13ZM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6',
  link: 'M6.7 9.3 9.3 6.7M7.5 4.8l1.3-1.3a2.6 2.6 0 0 1 3.7 3.7l-1.3 1.3M8.5 11.2l-1.3 1.3a2.6 2.6 0 0 1-3.7-3.7l1.3-1.3',
  moon: 'M13 9.6A5.6 5.6 0 0 1 6.4 3 5.6 5.6 0 1 0 13 9.6Z',
  path: 'M1.5 4h5v4h5v4h3',
  refresh: 'M13 8a5 5 0 1 1-1.6-3.7M13 2.5v2.8h-2.8',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9ZM10.3 10.3l3.5 3.5',
  sun: 'M8 5.2a2.8 2.8 0 1 1 0 5.6 2.8 2.8 0 0 1 0-5.6ZM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9',
  system: 'M2 3h12v8H2ZM6 13.5h4M8 11v2.5',
  target: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM8 1v3M8 12v3M1 8h3M12 8h3',
} as const;

export type IconName = keyof typeof PATHS;

interface IconProps {
  readonly name: IconName;
  readonly size?: number;
}

/** Decoration: the control around it carries the name. */
export function Icon({ name, size = 16 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none' }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
