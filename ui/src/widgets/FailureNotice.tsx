// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { Button } from './Button';
import { Notice } from './Notice';

interface FailureNoticeProps {
  readonly title: string;
  readonly error: Error;
  readonly onRetry: () => void;
}

/** Stands where an answer would: the question failed, and can be asked again. */
export function FailureNotice({ title, error, onRetry }: FailureNoticeProps) {
  return (
    <Notice tone="error" title={title} action={<Button onClick={onRetry}>Try again</Button>}>
      {error.message}
    </Notice>
  );
}
