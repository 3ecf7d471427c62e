import { create } from 'zustand';

/** How the curves are looked at; no part of the project. */
interface View {
  readonly by: 'epoch' | 'batch';
  /** Weight of the moving average, 0 to below 1. */
  readonly smoothing: number;
  /** The run drawn in grey: the one before, none, or one by name. */
  readonly against: 'previous' | 'none' | { readonly run: string };
  /** The metric beside the loss; the first one unless chosen. */
  readonly metric: string | null;
}

export const useView = create<View>()(() => ({ by: 'epoch', smoothing: 0, against: 'previous', metric: null }));

export function setView(change: Partial<View>) {
  useView.setState(change);
}
