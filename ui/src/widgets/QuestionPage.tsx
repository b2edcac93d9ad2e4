// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import type { ReactNode } from 'react';
import { LoadingBar } from './LoadingBar';
import styles from './QuestionPage.module.css';
import { useScrollMemory } from './useScrollMemory';

interface QuestionPageProps {
  readonly title: string;
  /** The address of the question: where it was scrolled to is remembered by it. */
  readonly address: string;
  /** What form and answer are called. */
  readonly labels: { readonly form: string; readonly loading: string; readonly answer: string };
  readonly form: ReactNode;
  readonly isLoading: boolean;
  readonly children: ReactNode;
}

/** A form above the answer to it; both scroll together. */
export function QuestionPage(props: QuestionPageProps) {
  const { title, address, labels, form, isLoading, children } = props;
  const [scroller, rememberScroll] = useScrollMemory(address);
  return (
    <div className={styles['page']} ref={scroller} onScroll={rememberScroll}>
      <h1 className="visually-hidden">{title}</h1>
      <section className={styles['form']} aria-label={labels.form}>
        {form}
      </section>
      <LoadingBar isLoading={isLoading} label={labels.loading} />
      <section className={styles['answer']} aria-label={labels.answer}>
        {children}
      </section>
    </div>
  );
}
