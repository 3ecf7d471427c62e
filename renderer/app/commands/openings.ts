import { spotlight } from '@mantine/spotlight';
import { create } from 'zustand';

/** The command palette and the sheet of shortcuts, opened from anywhere. */

export const useSheet = create<{ readonly open: boolean }>()(() => ({ open: false }));

export function openPalette() {
  spotlight.open();
}

export function openSheet() {
  useSheet.setState({ open: true });
}

export function closeSheet() {
  useSheet.setState({ open: false });
}
