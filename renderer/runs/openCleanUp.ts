import { create } from 'zustand';

/** Whether the dialog that takes several runs away stands open. */
export const useCleanUp = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function openCleanUp() {
  useCleanUp.setState({ open: true });
}

export function closeCleanUp() {
  useCleanUp.setState({ open: false });
}
