// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { MouseEvent, ReactNode } from 'react';
import { goTo, hrefOf } from '../base/navigation';

interface LinkProps {
  /** A place in this UI, without the base path. */
  readonly to: string;
  readonly className?: string | undefined;
  readonly label?: string;
  readonly isCurrent?: boolean;
  readonly children: ReactNode;
}

/** A real link, so that it can be opened in a tab, copied and followed without a page load. */
export function Link({ to, className, label, isCurrent = false, children }: LinkProps) {
  const follow = (event: MouseEvent): void => {
    const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
    if (isPlain && !event.altKey && !event.defaultPrevented) {
      event.preventDefault();
      goTo(to);
    }
  };
  return (
    <a
      href={hrefOf(to)}
      className={className}
      aria-label={label}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
