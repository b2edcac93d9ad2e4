// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** The outcome of reading something a person or another program wrote. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: string };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** `error` is a sentence for the person who typed the input: what is wrong, and what would be right. */
export function fail(error: string): { readonly ok: false; readonly error: string } {
  return { ok: false, error };
}
