import { create } from 'zustand';

/** Whether the summary of the open network is shown. */
export const useSummary = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function openSummary() {
  useSummary.setState({ open: true });
}

export function closeSummary() {
  useSummary.setState({ open: false });
}
