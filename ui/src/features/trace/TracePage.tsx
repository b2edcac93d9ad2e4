// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { ApiError } from '../../api/http';
import { servicesQuery, traceQuery } from '../../api/queries';
import type { TraceId } from '../../base/ids';
import { buildTrace } from '../../model/buildTrace';
import { Button } from '../../widgets/Button';
import { LoadingBar } from '../../widgets/LoadingBar';
import { Notice } from '../../widgets/Notice';
import { useElapsed } from '../../widgets/useElapsed';
import { useDocumentTitle } from '../../widgets/useDocumentTitle';
import { Waiting } from '../../widgets/Waiting';
import styles from './TracePage.module.css';
import { TraceScreen } from './TraceScreen';

interface TracePageProps {
  readonly traceId: TraceId;
}

const PATIENCE_MILLIS = 500;

/** Fetches a trace and shows it, or why it cannot be shown. */
export function TracePage({ traceId }: TracePageProps) {
  const query = useQuery(traceQuery(traceId));
  // Colours are given out among all services: waiting a moment for their names keeps colours from
  // changing before the reader's eyes.
  const isPatient = !useElapsed(PATIENCE_MILLIS);
  const isColouring = useQuery(servicesQuery()).isPending && isPatient;
  const trace = useMemo(() => buildTrace(query.data?.spans ?? []), [query.data]);
  const title = trace === null ? 'Trace' : `${trace.root.service}: ${trace.root.source.name}`;
  useDocumentTitle(title);
  const reload = (): void => void query.refetch();

  return (
    <div className={styles['page']}>
      <LoadingBar isLoading={query.isFetching} label="Loading the trace" />
      {query.error !== null && !query.isFetching && (
        <TraceError error={query.error} traceId={traceId} onRetry={reload} />
      )}
      {query.error === null && query.data !== undefined && trace === null && (
        <TraceError
          error={new ApiError('The trace has no spans.', 404)}
          {...{ traceId }}
          onRetry={reload}
        />
      )}
      {query.error === null && trace !== null && !isColouring && (
        <TraceScreen
          key={query.dataUpdatedAt}
          trace={trace}
          partial={query.data?.partial ?? null}
          onReload={reload}
        />
      )}
      {query.isPending && query.isFetching && <Waiting label="Loading the trace" />}
    </div>
  );
}

function TraceError(props: {
  readonly error: Error;
  readonly traceId: TraceId;
  readonly onRetry: () => void;
}) {
  const { error, traceId, onRetry } = props;
  const isMissing = error instanceof ApiError && error.status === 404;
  return (
    <Notice
      tone={isMissing ? 'calm' : 'error'}
      title={isMissing ? 'This trace is not here' : 'The trace cannot be shown'}
      action={<Button onClick={onRetry}>Try again</Button>}
    >
      {isMissing ? (
        <p>
          No span of <code>{traceId}</code> has been stored. It may not have arrived yet, not have
          been sampled, or be older than what is kept.
        </p>
      ) : (
        error.message
      )}
    </Notice>
  );
}
