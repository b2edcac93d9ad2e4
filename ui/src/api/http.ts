// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { DecodeError } from './decode';

/** A request that did not bring what it was sent for. `message` is fit to be shown. */
export class ApiError extends Error {
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;

  constructor(message: string, status: number | null) {
    super(message);
    this.name = 'ApiError';
    this.status = status;
  }
}

/** Parameters of a request; those that are undefined are left out. */
export type Params = Readonly<Record<string, string | undefined>>;

/** The address of an API route below the base path. */
export function apiUrl(path: string, params: Params = {}): string {
  const url = new URL(path.replace(/^\//, ''), document.baseURI);
  for (const [key, value] of Object.entries(params)) {
    if (value !== undefined) {
      url.searchParams.set(key, value);
    }
  }
  return url.href;
}

/**
 * Fetches and decodes JSON. Every failure, from a refused connection to a body of the wrong shape, is
 * an {@link ApiError}; only an abort passes through as it is.
 */
export async function getJson<T>(
  url: string,
  decode: (body: unknown) => T,
  signal: AbortSignal,
): Promise<T> {
  const response = await send(url, signal);
  if (!response.ok) {
    throw new ApiError(await messageOf(response), response.status);
  }
  try {
    return decode(await response.json());
  } catch (error) {
    if (error instanceof DecodeError || error instanceof SyntaxError) {
      throw new ApiError(`The server's answer cannot be read: ${error.message}.`, response.status);
    }
    throw error;
  }
}

async function send(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal, headers: { Accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) {
      throw error;
    }
    throw new ApiError('Clew does not answer. Is the server running?', null);
  }
}

/** What the server said went wrong, whichever of its envelopes it used. */
async function messageOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  const fallback = `The server answered ${response.status} ${response.statusText}`.trim();
  try {
    const body = JSON.parse(text) as { error?: { message?: unknown } } | null;
    const message = body?.error?.message;
    return typeof message === 'string' && message !== '' ? message : fallback;
  } catch {
    return text !== '' && text.length <= 300 && !text.includes('<') ? text : fallback;
  }
}
