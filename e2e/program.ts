import type { Page } from '@playwright/test';

/** The size of the mocks. */
export const SIZE = { width: 1440, height: 900 };

/** A running program, in either of its front ends. */
export interface Program {
  readonly front: 'desktop' | 'browser';
  /** Of the main process, or of the server. */
  readonly pid: number;
  /** Where it keeps settings, drafts and its log. */
  readonly home: string;
  /** Its first window. */
  readonly page: Page;
  /** A further window on the same program. */
  openWindow(): Promise<Page>;
  /** Runs `ask`, which makes the program ask for a file to open, and chooses `path` (in the test's own folder). */
  chooseToOpen(path: string, ask: () => Promise<unknown>): Promise<void>;
  /** The same for a place to save to. */
  chooseToSave(path: string, ask: () => Promise<unknown>): Promise<void>;
  /** The same for a folder. */
  chooseFolder(path: string, ask: () => Promise<unknown>): Promise<void>;
  /** Ends it as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
  /** Ends it without asking about unsaved work. */
  close(): Promise<void>;
}
