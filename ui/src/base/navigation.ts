// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0

/** Where the reader is, without the base path: `/trace/4bf9…` and its parameters. */
export interface Place {
  readonly path: string;
  readonly params: URLSearchParams;
}

/** Browsers refuse a page that rewrites its address many times a second, as a held key would. */
const REPLACE_DELAY_MILLIS = 200;

const listeners = new Set<() => void>();
let place = read();
let pendingReplace: ReturnType<typeof setTimeout> | undefined;

function basePath(): string {
  return new URL(document.baseURI).pathname.replace(/\/[^/]*$/, '');
}

function read(): Place {
  const { pathname, search } = window.location;
  const base = basePath();
  const path = pathname.startsWith(base) ? pathname.slice(base.length) : pathname;
  return { path: path === '' ? '/' : path, params: new URLSearchParams(search) };
}

function moveTo(next: Place): void {
  place = next;
  listeners.forEach((listener) => {
    listener();
  });
}

function parse(target: string): Place {
  const [path = '/', search = ''] = target.split('?', 2);
  return { path, params: new URLSearchParams(search) };
}

function flushReplace(): void {
  if (pendingReplace !== undefined) {
    clearTimeout(pendingReplace);
    pendingReplace = undefined;
    window.history.replaceState(null, '', hrefOf(formatPlace(place)));
  }
}

function formatPlace({ path, params }: Place): string {
  const search = params.toString();
  return search === '' ? path : `${path}?${search}`;
}

window.addEventListener('popstate', () => {
  clearTimeout(pendingReplace);
  pendingReplace = undefined;
  moveTo(read());
});
window.addEventListener('pagehide', flushReplace);

/** The address to put into a link: the place under the base path the server runs at. */
export function hrefOf(target: string): string {
  return basePath() + target;
}

/** The whole address of the page as it is now: what to share. */
export function currentAddress(): string {
  return new URL(hrefOf(formatPlace(place)), window.location.href).href;
}

export function currentPlace(): Place {
  return place;
}

export function subscribeToPlace(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Goes to a new place; Back returns here. */
export function goTo(target: string): void {
  flushReplace();
  window.history.pushState(null, '', hrefOf(target));
  moveTo(parse(target));
}

/** Changes how this place is looked at; Back does not undo it. Cheap enough for a held key. */
export function replaceWith(target: string): void {
  moveTo(parse(target));
  clearTimeout(pendingReplace);
  pendingReplace = setTimeout(flushReplace, REPLACE_DELAY_MILLIS);
}
