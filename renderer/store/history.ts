/** The states of a document, oldest first, as a plain list of immutable values: undo and redo walk along it. */

interface Step<T> {
  readonly document: T;
  /** What the edit that left this state did: `Move "lstm-1"`. */
  readonly label: string;
  /** Key of the gesture the edit belongs to. */
  readonly gesture?: string;
}

export interface History<T> {
  /** States before the present one, each with the edit that left it; oldest first. */
  readonly past: readonly Step<T>[];
  readonly present: T;
  /** States that were undone, each with the edit that leads to it; the next one first. */
  readonly future: readonly Step<T>[];
}

export interface EditOptions {
  /** Edits in a row with the same key are one step, such as the keystrokes in one field. */
  readonly gesture?: string;
}

/** Steps kept; states share what they have in common, so a step costs little. */
const MOST_STEPS = 1000;

export function beginHistory<T>(document: T): History<T> {
  return { past: [], present: document, future: [] };
}

/** Goes on to the next state. An edit that changes nothing is no step. */
export function recordEdit<T>(history: History<T>, next: T, label: string, { gesture }: EditOptions = {}): History<T> {
  if (next === history.present) return history;
  const last = history.past.at(-1);
  if (gesture !== undefined && last?.gesture === gesture && history.future.length === 0) return { ...history, present: next };
  const step: Step<T> = gesture === undefined ? { document: history.present, label } : { document: history.present, label, gesture };
  return { past: [...history.past, step].slice(-MOST_STEPS), present: next, future: [] };
}

/** Ends the gesture under way: the next edit is a step of its own, whatever its key. */
export function endGesture<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (last?.gesture === undefined) return history;
  return { ...history, past: [...history.past.slice(0, -1), { document: last.document, label: last.label }] };
}

export function undo<T>(history: History<T>): History<T> {
  const last = history.past.at(-1);
  if (!last) return history;
  return {
    past: history.past.slice(0, -1),
    present: last.document,
    future: [{ document: history.present, label: last.label }, ...history.future],
  };
}

export function redo<T>(history: History<T>): History<T> {
  const [next, ...future] = history.future;
  if (!next) return history;
  return { past: [...history.past, { document: history.present, label: next.label }], present: next.document, future };
}

/** What undo would take back, and redo bring back. */
export function undoLabel<T>(history: History<T>): string | undefined {
  return history.past.at(-1)?.label;
}

export function redoLabel<T>(history: History<T>): string | undefined {
  return history.future[0]?.label;
}

/** The same history with every state changed alike, such as by a move of the file. */
export function mapHistory<T>(history: History<T>, change: (document: T) => T): History<T> {
  const step = (one: Step<T>): Step<T> => ({ ...one, document: change(one.document) });
  return { past: history.past.map(step), present: change(history.present), future: history.future.map(step) };
}
