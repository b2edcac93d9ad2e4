// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useMemo } from 'react';
import type { Diagnosis } from '../../api/diagnosis';
import { countOf } from '../../base/number';
import { FailureNotice } from '../../widgets/FailureNotice';
import { useServiceColours } from '../../widgets/useServiceColours';
import { Waiting } from '../../widgets/Waiting';
import { CauseList } from './CauseList';
import { DifferenceTable } from './DifferenceTable';
import styles from './DiagnosisView.module.css';
import { SuspectList } from './SuspectList';
import type { Answer } from './useAnalysis';

interface DiagnosisViewProps {
  readonly answer: Answer<Diagnosis | null>;
  readonly onRetry: () => void;
}

/** What sets the one set of traces apart from the other. */
export function DiagnosisView({ answer, onRetry }: DiagnosisViewProps) {
  const { data: diagnosis, error } = answer;
  if (error !== null) {
    return <FailureNotice title="The comparison failed" error={error} onRetry={onRetry} />;
  }
  if (diagnosis === undefined || diagnosis === null) {
    return (
      <div className={styles['waiting']}>
        <Waiting label="Comparing" />
      </div>
    );
  }
  return <Comparison diagnosis={diagnosis} />;
}

function Comparison({ diagnosis }: { readonly diagnosis: Diagnosis }) {
  const { selected, reference, selectedTraces, referenceTraces, incomplete } = diagnosis;
  const names = useMemo(
    () => [...diagnosis.causes, ...diagnosis.suspects].map(({ service }) => service),
    [diagnosis],
  );
  const colours = useServiceColours(names);
  const isEmpty = selectedTraces === 0 || referenceTraces === 0;
  return (
    <div className={styles['diagnosis']}>
      <p className={styles['sets']}>
        Compared: <b>{selected}</b> ({countOf(selectedTraces, 'trace')}) with <b>{reference}</b> (
        {countOf(referenceTraces, 'trace')}).
        {incomplete !== null && (
          <span className={styles['incomplete']}> Incomplete: {incomplete}</span>
        )}
      </p>
      {isEmpty ? (
        <p className={styles['empty']}>One of the two is empty: there is nothing to compare.</p>
      ) : (
        <>
          <CauseList causes={diagnosis.causes} outcome={diagnosis.outcome} colours={colours} />
          <SuspectList suspects={diagnosis.suspects} colours={colours} />
          <DifferenceTable diagnosis={diagnosis} colours={colours} />
        </>
      )}
    </div>
  );
}
