// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** A ball of thread with its loose end: what one follows out of the maze. */
export function Logo() {
  return (
    <svg
      width={22}
      height={22}
      viewBox="0 0 32 32"
      fill="none"
      stroke="var(--accent)"
      strokeWidth={2.6}
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx={14} cy={14} r={10.5} />
      <path d="M5 9c6 0 13 4 17.5 11M4 16c5-.5 10 2 14 7.5M10 4.5c5 1.5 10 5 14 10.5" />
      <path d="M20.5 22.5c2.5 3 5 4.5 9 4" />
    </svg>
  );
}
