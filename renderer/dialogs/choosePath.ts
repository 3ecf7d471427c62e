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

/** Most bytes of a file that can be sent to the server's folder. */
const LARGEST_UPLOAD = 256 * 1024 * 1024;

/** Sends a file that was dropped on a browser's page to the server's folder. → its path there; null and a sentence where it is too large. */
export async function uploadFile(file: File): Promise<{ is: 'stored'; path: string } | { is: 'refused'; text: string }> {
  if (file.size > LARGEST_UPLOAD) {
    return { is: 'refused', text: `"${file.name}" is larger than 256 MB: put it into the server's folder and open it from there.` };
  }
  const base64 = await toBase64(file);
  const { path } = await engine.call('shell.upload', { name: file.name, base64 });
  return { is: 'stored', path };
}

function toBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.onload = () => {
      const url = String(reader.result);
      resolve(url.slice(url.indexOf(',') + 1));
    };
    reader.readAsDataURL(file);
  });
}
