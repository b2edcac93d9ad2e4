// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from 'react';
import { Button } from '../widgets/Button';
import { Notice } from '../widgets/Notice';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** A bug in one page must leave the header and the way out of it. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: Error): ErrorBoundaryState {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) {
      return this.props.children;
    }
    return (
      <Notice
        tone="error"
        title="This page broke"
        action={
          <Button
            onClick={() => {
              window.location.reload();
            }}
          >
            Load it again
          </Button>
        }
      >
        {error.message}
      </Notice>
    );
  }
}
