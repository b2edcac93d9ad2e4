// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import { goTo } from '../../base/navigation';
import { analysisFromParams, type AnalysisQuery } from '../../model/analysisQuery';
import { analysisPath } from '../../model/routes';
import { QuestionPage } from '../../widgets/QuestionPage';
import { useDocumentTitle } from '../../widgets/useDocumentTitle';
import { usePlace } from '../../widgets/usePlace';
import { AnalysisForm } from './AnalysisForm';
import { AnalysisResult } from './AnalysisResult';
import { useAnalysis } from './useAnalysis';

/** The page that says why requests are slow or fail. All it shows follows from the address. */
export function AnalysisPage() {
  const { params } = usePlace();
  const query = useMemo(() => analysisFromParams(params), [params]);
  const analysis = useAnalysis(query);
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
    <QuestionPage
      title="Analysis"
      address={analysisPath(query)}
      labels={{ form: 'Question', loading: 'Analysing', answer: 'Report' }}
      form={<AnalysisForm query={query} onSubmit={submit} />}
      isLoading={analysis.isFetching}
    >
      <AnalysisResult query={query} analysis={analysis} />
    </QuestionPage>
  );
}
