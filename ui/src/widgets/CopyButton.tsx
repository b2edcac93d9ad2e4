// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { Button } from './Button';
import type { IconName } from './Icon';

interface CopyButtonProps {
  /** What goes to the clipboard, asked for when it is needed. */
  readonly text: () => string;
  /** What it is: “trace id”. */
  readonly what: string;
  readonly icon?: IconName;
}

const SHOWN_MILLIS = 1500;

export function CopyButton({ text, what, icon = 'copy' }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'none' | 'copied' | 'refused'>('none');
  useEffect(() => {
    if (outcome === 'none') {
      return undefined;
    }
    const timer = setTimeout(() => {
      setOutcome('none');
    }, SHOWN_MILLIS);
    return () => {
      clearTimeout(timer);
    };
  }, [outcome]);

  const copy = (): void => {
    // The clipboard is missing on pages served without TLS from another host.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const written = clipboard?.writeText(text()) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => {
        setOutcome('copied');
      },
      () => {
        setOutcome('refused');
      },
    );
  };
  return (
    <>
      <Button
        look="quiet"
        size="small"
        icon={outcome === 'copied' ? 'check' : outcome === 'refused' ? 'close' : icon}
        label={outcome === 'refused' ? 'The browser refuses to copy' : `Copy ${what}`}
        onClick={copy}
      />
      <span className="visually-hidden" role="status">
        {outcome === 'copied' ? 'Copied' : outcome === 'refused' ? 'Not copied' : ''}
      </span>
    </>
  );
}
