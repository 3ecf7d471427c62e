import { VisuallyHidden } from '@mantine/core';
import { useAnnouncement } from './announce';

/** Reads announcements out. The same words twice in a row are two announcements. */
export function LiveRegion() {
  const { text, number } = useAnnouncement();
  return (
    <VisuallyHidden role="status" aria-live="polite" data-announcement={number}>
      <span key={number}>{text}</span>
    </VisuallyHidden>
  );
}
