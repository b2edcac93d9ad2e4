// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent } from 'react';
import { now, type EpochNanos } from '../base/time';

/** What is wrong with fields of a form. */
type ErrorsOf<Form> = Readonly<Partial<Record<keyof Form, string>>>;

/** How a form and the question it stands for become each other. */
interface FormKind<Query, Form> {
  readonly fill: (query: Query, now: EpochNanos) => Form;
  readonly read: (
    form: Form,
    shown: Query,
  ) =>
    | { readonly ok: true; readonly query: Query }
    | { readonly ok: false; readonly errors: ErrorsOf<Form> };
  /** Whether two questions fill a form with the same. */
  readonly isSame: (a: Query, b: Query) => boolean;
}

export interface TextProps {
  readonly value: string;
  readonly error: string | null;
  readonly onChange: (value: string) => void;
}

/** The fields of a form that take any text. */
type TextKey<Form> = { [K in keyof Form]: string extends Form[K] ? K : never }[keyof Form];

interface QuestionForm<Form> {
  readonly form: Form;
  readonly errors: ErrorsOf<Form>;
  readonly set: (change: Partial<Form>) => void;
  /** What the field of a text is given. */
  readonly text: (field: TextKey<Form>) => TextProps;
  readonly submit: (event: FormEvent) => void;
}

/** A form that shows a question until it is edited, and again when another question comes. */
export function useQuestionForm<Query, Form extends object>(
  { fill, read, isSame }: FormKind<Query, Form>,
  query: Query,
  onSubmit: (query: Query) => void,
): QuestionForm<Form> {
  const noErrors = {} as ErrorsOf<Form>;
  const [form, setForm] = useState<Form>(() => fill(query, now()));
  const [errors, setErrors] = useState(noErrors);
  const [shown, setShown] = useState(query);
  if (!isSame(shown, query)) {
    setShown(query);
    setForm(fill(query, now()));
    setErrors(noErrors);
  }
  const set = (change: Partial<Form>): void => {
    setForm({ ...form, ...change });
    // A complaint is withdrawn while its field is being mended, and renewed when asked again.
    setErrors(
      Object.fromEntries(
        Object.entries(errors).filter(([field]) => !(field in change)),
      ) as ErrorsOf<Form>,
    );
  };
  const text = (field: TextKey<Form>): TextProps => ({
    value: form[field] as string,
    error: errors[field] ?? null,
    onChange: (value) => {
      set({ [field]: value } as Partial<Form>);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const reading = read(form, query);
    setErrors(reading.ok ? noErrors : reading.errors);
    if (reading.ok) {
      onSubmit(reading.query);
    }
  };
  return { form, errors, set, text, submit };
}
