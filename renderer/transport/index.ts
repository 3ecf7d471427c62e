import { createClient } from '../../engine/api';
import { browserTransport } from './browser';
import { type Bridge, desktopTransport } from './desktop';

declare global {
  interface Window {
    /** Exposed by the preload; absent in a browser. */
    readonly unroll?: Bridge;
  }
}

export { fetchToDownloads, sendFile } from './files';

/** Whether this window is the desktop's or a browser's. */
export const front: 'desktop' | 'browser' = window.unroll ? 'desktop' : 'browser';

/** The engine and the shell, over whichever line this window has. */
export const engine = createClient(window.unroll ? desktopTransport(window.unroll) : browserTransport());

/** Where a file that was dropped on the window stands; undefined in a browser, which does not say. */
export function pathOfFile(file: File): string | undefined {
  return window.unroll?.pathOf(file) || undefined;
}
