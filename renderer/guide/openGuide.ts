import { create } from 'zustand';

export const useGuide = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function openGuide() {
  useGuide.setState({ open: true });
}

export function closeGuide() {
  useGuide.setState({ open: false });
}
