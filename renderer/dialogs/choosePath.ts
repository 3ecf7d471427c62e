import { create } from 'zustand';
import { engine, front } from '../transport';

/** Choosing a file or folder: the system's dialog on the desktop, the server's folder in a browser. */

export type Wanted =
  | { readonly is: 'open'; readonly kind: 'project' | 'data' | 'folder' }
  /** `name` is put into the name field. */
  | { readonly is: 'save'; readonly name: string };

interface Asked {
  readonly wanted: Wanted;
  readonly answer: (path: string | null) => void;
}

export const usePicker = create<{ readonly asked: Asked | null }>()(() => ({ asked: null }));

function pick(wanted: Wanted): Promise<string | null> {
  return new Promise((resolve) => {
    usePicker.getState().asked?.answer(null);
    const answer = (path: string | null) => {
      usePicker.setState({ asked: null });
      resolve(path);
    };
    usePicker.setState({ asked: { wanted, answer } });
  });
}

/** → the path chosen; null where the person thought better of it. */
export async function choosePath(wanted: Wanted): Promise<string | null> {
  if (front === 'browser') return pick(wanted);
  const { path } =
    wanted.is === 'open'
      ? await engine.call('shell.askOpen', { kind: wanted.kind })
      : await engine.call('shell.askSave', { name: wanted.name });
  return path;
}
