// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { diagnosisQuery, reportQuery } from '../../api/queries';
import type { Diagnosis } from '../../api/diagnosis';
import type { Report } from '../../api/report';
import {
  DEFAULT_ANALYSIS,
  toAnalysisRequest,
  toComparisonRequest,
  type AnalysisQuery,
} from '../../model/analysisQuery';
import { analysisPath } from '../../model/routes';

/** An analysis and what has come of it so far. */
export interface Analysis {
  readonly report: Answer<Report>;
  /** Null data while nothing is compared. */
  readonly diagnosis: Answer<Diagnosis | null>;
  readonly isFetching: boolean;
  /** Asks again. */
  readonly repeat: () => void;
}

export interface Answer<T> {
  /** Undefined until the first answer. */
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  /** The data are those of the question before, shown until this one is answered. */
  readonly isOutdated: boolean;
}

/** Asks for a report and, apart from it, for the comparison: that one takes longer. */
export function useAnalysis(query: AnalysisQuery): Analysis {
  const key = analysisPath({ ...query, comparison: DEFAULT_ANALYSIS.comparison });
  const request = toAnalysisRequest(query);
  const comparison = toComparisonRequest(query.comparison);
  const report = useQuery({ ...reportQuery(key, request), placeholderData: keepPreviousData });
  const diagnosis = useQuery(diagnosisQuery(key, request, comparison));
  return {
    report: answerOf(report),
    diagnosis: answerOf(diagnosis),
    isFetching: report.isFetching || diagnosis.isFetching,
    repeat: () => {
      void report.refetch();
      if (comparison !== null) {
        void diagnosis.refetch();
      }
    },
  };
}

function answerOf<T>(query: {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly isFetching: boolean;
  readonly isPlaceholderData: boolean;
}): Answer<T> {
  const { data, error, isFetching, isPlaceholderData } = query;
  return { data, error: isFetching ? null : error, isFetching, isOutdated: isPlaceholderData };
}
