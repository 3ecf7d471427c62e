import { create } from 'zustand';

/** What a large graph is spared so that it can be moved about smoothly. */

/** Whether cards are blocks and wires lines without words: all that can be seen of so many from so far. */
export const useSketched = create<{ readonly sketched: boolean }>()(() => ({ sketched: false }));

/** From so many layers on, a graph is large. */
const MANY_LAYERS = 150;

/** Zoom under which what is written on the cards cannot be read anyway. */
const FAR = 0.3;

export function isLarge({ length }: { length: number }): boolean {
  return length > MANY_LAYERS;
}

export function isFar(zoom: number): boolean {
  return zoom < FAR;
}
