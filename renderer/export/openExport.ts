import { create } from 'zustand';
import type { RunSummary } from '../../engine/api';

/** The run whose export dialog stands open. */
export const useExport = create<{ readonly run: RunSummary | null }>()(() => ({ run: null }));

export function openExport(run: RunSummary) {
  useExport.setState({ run });
}

export function closeExport() {
  useExport.setState({ run: null });
}
