/** Drops every other point, the last excepted, until no more than `most` are left. */
export function thinPoints<T>(points: readonly T[], most: number): readonly T[] {
  let kept = points;
  while (kept.length > most) {
    const last = kept.length - 1;
    kept = kept.filter((_, i) => i % 2 === 0 || i === last);
  }
  return kept;
}
