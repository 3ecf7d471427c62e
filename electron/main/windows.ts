import { BrowserWindow } from 'electron';
import { createWindow, type ShellWindow, type WindowParts } from './window';
import { MIN_SIZE, type WindowMemory } from './windowState';

/** The open windows, and which of them a file goes to. */
export interface Windows {
  /** `file`: a project to show in it. */
  open(file?: string): Promise<void>;
  /** Shows a project: in the window that has it, in one that has nothing to lose, or in a new one. */
  show(file: string): Promise<void>;
  /** Brings a window to the front, one that was hidden before all others; a new one where there is none. */
  front(): Promise<void>;
}

export type Serve = (window: ShellWindow, opened: { takeFile(): string | undefined }) => ReturnType<WindowParts['serve']>;

export function createWindows(
  given: Omit<WindowParts, 'serve' | 'isLast'> & { serve: Serve; memory: WindowMemory; onOpened: (window: ShellWindow) => void },
): Windows {
  const windows: ShellWindow[] = [];

  async function open(file?: string): Promise<void> {
    const before = BrowserWindow.getFocusedWindow() ?? windows.at(-1)?.browser ?? null;
    const place = await given.memory.place(before);
    let waiting = file;
    const takeFile = () => {
      const taken = waiting;
      waiting = undefined;
      return taken;
    };
    const window = createWindow(
      { ...place, minimum: MIN_SIZE },
      {
        relay: given.relay,
        out: given.out,
        page: given.page,
        report: given.report,
        serve: (self) => given.serve(self, { takeFile }),
        isLast: (self) => windows.every((other) => other === self || other.isInBackground),
      },
    );
    windows.push(window);
    window.browser.on('closed', () => windows.splice(windows.indexOf(window), 1));
    given.onOpened(window);
  }

  function bringForward({ browser }: ShellWindow) {
    if (browser.isMinimized()) browser.restore();
    browser.show();
    browser.focus();
  }

  return {
    open,
    async show(file) {
      const holder = windows.find(({ document }) => document?.path === file);
      const idle = windows.find(({ document }) => document && document.path === null && !document.dirty);
      const window = holder ?? idle;
      if (!window) {
        await open(file);
        return;
      }
      bringForward(window);
      if (window === idle) window.emit('shell.open', { path: file });
    },
    async front() {
      const window = windows.find(({ isInBackground }) => isInBackground) ?? windows.at(-1);
      if (window) bringForward(window);
      else await open();
    },
  };
}
