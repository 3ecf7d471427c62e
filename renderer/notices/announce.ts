import { create } from 'zustand';

/** What a screen reader is to say next, read out by the page's live region. */
export const useAnnouncement = create<{ readonly text: string; readonly number: number }>()(() => ({ text: '', number: 0 }));

export function announce(text: string) {
  useAnnouncement.setState(({ number }) => ({ text, number: number + 1 }));
}
