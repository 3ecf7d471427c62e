import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { type JsonKind, openJsonFile } from '../shell/jsonFile';

const rectangle = z.strictObject({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() });
const windowState = z.strictObject({ bounds: rectangle.nullable(), isMaximised: z.boolean() });

type WindowState = z.infer<typeof windowState>;

const kind: JsonKind<WindowState> = {
  document: 'record of the last window',
  format: 'unroll-window',
  schema: windowState,
  empty: { bounds: null, isMaximised: false },
};

/** As the mocks are drawn. */
const FIRST_SIZE = { width: 1440, height: 900 };
export const MIN_SIZE = { width: 960, height: 640 };

/** Pixels a further window stands right of and below the one before. */
const CASCADE = 28;

/** Pixels of the title that must be on a screen for a window to be found again. */
const GRIP = 80;

/** Where the window stood that was closed last. */
export interface WindowMemory {
  place(before: BrowserWindow | null): Promise<{ bounds: Partial<Rectangle> & typeof FIRST_SIZE; isMaximised: boolean }>;
  keep(window: BrowserWindow): Promise<void>;
}

export function openWindowMemory(path: string, report: (error: unknown) => void): WindowMemory {
  const file = openJsonFile(path, kind, report);
  return {
    async place(before) {
      if (before) {
        const { x, y, width, height } = before.getNormalBounds();
        return { bounds: onScreen({ x: x + CASCADE, y: y + CASCADE, width, height }), isMaximised: false };
      }
      const { bounds, isMaximised } = await file.read();
      return { bounds: bounds ? onScreen(bounds) : FIRST_SIZE, isMaximised };
    },
    async keep(window) {
      await file.update(() => ({ bounds: window.getNormalBounds(), isMaximised: window.isMaximized() }));
    },
  };
}

/** The same place, or only the size where no screen shows it any more. */
function onScreen(bounds: Rectangle): Partial<Rectangle> & typeof FIRST_SIZE {
  const seen = screen.getAllDisplays().some(({ workArea }) => {
    const right = Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
    return right >= GRIP && bounds.y >= workArea.y && bounds.y < workArea.y + workArea.height - GRIP / 2;
  });
  return seen ? bounds : { width: bounds.width, height: bounds.height };
}
