import { useEffect } from 'react';
import { Refusal } from '../../engine/api';
import { useDocument } from '../store';
import { pasteText } from './selectionEdits';

/** The system's clipboard, by the ways that need no permission. */

/** What was copied here last, for the menu's Paste where the browser does not let a page read the clipboard. */
let lastCopied: string | undefined;

/** Puts text into the clipboard; to be called while a key or click is handled. */
export function writeClipboard(text: string) {
  lastCopied = text;
  const put = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('copy', put, { capture: true, once: true });
  // The asynchronous clipboard asks for a permission that the desktop window refuses to every page.
  document.execCommand('copy');
  document.removeEventListener('copy', put, { capture: true });
}

/** The clipboard's text, for a menu item; the key itself hands it over without asking. */
export async function readClipboard(): Promise<string> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    if (lastCopied !== undefined) return lastCopied;
    throw new Refusal('The clipboard may not be read from a menu here: click the canvas and press the keys for Paste.');
  }
}

/** Pastes what the paste key hands over while the canvas, or nothing, has the keyboard. */
export function usePasting() {
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const active = document.activeElement;
      const atCanvas = active === null || active === document.body || active.closest('[data-canvas]') !== null;
      const inField = active?.matches('input, textarea, select, [contenteditable="true"]') === true;
      if (!atCanvas || inField || !useDocument.getState().document) return;
      event.preventDefault();
      pasteText(event.clipboardData?.getData('text/plain') ?? '');
    };
    document.addEventListener('paste', paste);
    return () => document.removeEventListener('paste', paste);
  }, []);
}
