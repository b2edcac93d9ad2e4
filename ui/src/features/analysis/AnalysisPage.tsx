// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { goTo } from '../../base/navigation';
import { analysisFromParams, type AnalysisQuery } from '../../model/analysisQuery';
import { analysisPath } from '../../model/routes';
import { LoadingBar } from '../../widgets/LoadingBar';
import { useDocumentTitle } from '../../widgets/useDocumentTitle';
import { usePlace } from '../../widgets/usePlace';
import { useScrollMemory } from '../../widgets/useScrollMemory';
import { AnalysisForm } from './AnalysisForm';
import styles from './AnalysisPage.module.css';
import { AnalysisResult } from './AnalysisResult';
import { useAnalysis } from './useAnalysis';

/** The page that says why requests are slow or fail. All it shows follows from the address. */
export function AnalysisPage() {
  const { params } = usePlace();
  const query = useMemo(() => analysisFromParams(params), [params]);
  const analysis = useAnalysis(query);
  const [scroller, rememberScroll] = useScrollMemory(analysisPath(query));
  const { service } = query.traces;
  useDocumentTitle(service === '' ? 'Analysis' : `Analysis of ${service}`);

  const submit = (next: AnalysisQuery): void => {
    const path = analysisPath(next);
    if (path !== analysisPath(query)) {
      goTo(path);
    } else if (!analysis.isFetching) {
      analysis.repeat();
    }
  };
  return (
    <div className={styles['page']} ref={scroller} onScroll={rememberScroll}>
      <h1 className="visually-hidden">Analysis</h1>
      <section className={styles['form']} aria-label="Question">
        <AnalysisForm query={query} onSubmit={submit} />
      </section>
      <LoadingBar isLoading={analysis.isFetching} label="Analysing" />
      <section className={styles['result']} aria-label="Report">
        <AnalysisResult query={query} analysis={analysis} />
      </section>
    </div>
  );
}
