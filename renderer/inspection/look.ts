import { create } from 'zustand';

/** What the person looks at inside the network; no part of the document. */

export const VIEWS = ['inside', 'gradients', 'run'] as const;
export type View = (typeof VIEWS)[number];
export type Part = 'train' | 'validation' | 'test';

interface Look {
  /** null: what there is to be seen first. */
  readonly view: View | null;
  /** Id of the node that was chosen here; null follows the canvas. */
  readonly node: string | null;
  readonly direction: 'forward' | 'backward';
  readonly part: Part;
  /** Number of the sample in its part, from 0. */
  readonly index: number;
  /** null: the one that stands out most. */
  readonly unit: number | null;
  /** Beyond the end: the last one. */
  readonly step: number;
  readonly order: 'likeness' | 'number';
}

export const useLook = create<Look>()(() => ({
  view: null,
  node: null,
  direction: 'forward',
  part: 'train',
  index: 0,
  unit: null,
  step: Number.POSITIVE_INFINITY,
  order: 'likeness',
}));

export function lookAt(change: Partial<Look>) {
  useLook.setState(change);
}
