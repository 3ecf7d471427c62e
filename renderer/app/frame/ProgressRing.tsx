/** A ring that fills clockwise. `share`: 0 to 1. */
export function ProgressRing({ share }: { share: number }) {
  const around = 2 * Math.PI * 6;
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" strokeWidth="2" aria-hidden="true">
      <circle cx="8" cy="8" r="6" stroke="var(--line-strong)" />
      <circle
        cx="8"
        cy="8"
        r="6"
        stroke="var(--accent)"
        strokeDasharray={`${share * around} ${around}`}
        strokeLinecap="round"
        transform="rotate(-90 8 8)"
      />
    </svg>
  );
}
