// Copyright The Clew Authors
// SPDX-License-Identifier: Apache-2.0
import { afterEach, vi } from 'vitest';

// What jsdom lacks of a browser and components take for granted. Nothing is laid out: sizes are zero.
if (typeof window !== 'undefined') {
  const { cleanup, configure } = await import('@testing-library/react');
  // How long to wait for what must come: a busy machine is not a failed test.
  configure({ asyncUtilTimeout: 20_000 });
  afterEach(() => {
    cleanup();
    window.history.replaceState(null, '', '/');
    window.dispatchEvent(new PopStateEvent('popstate'));
  });

  // index.html has it, and addresses are relative to it.
  document.head.append(Object.assign(document.createElement('base'), { href: '/' }));

  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe(): void {}
      disconnect(): void {}
    },
  );
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), { matches: false, media }) as MediaQueryList;
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.scrollTo = () => {};
  HTMLCanvasElement.prototype.getContext = () => null;
  HTMLDialogElement.prototype.showModal = function showModal() {
    this.open = true;
  };
}
