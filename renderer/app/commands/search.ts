/** Finding things in the command palette by words. */

export interface Findable {
  readonly label: string;
  /** Further words it goes by. */
  readonly words: string;
  /** Whether it is shown before anything is typed. */
  readonly usual: boolean;
}

/** Those that hold every word, those whose label begins with the query first, then those whose label holds it. */
export function search<T extends Findable>(query: string, things: readonly T[]): T[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return things.filter((thing) => thing.usual);
  const words = wanted.split(/\s+/);
  const rank = ({ label }: T) => {
    const name = label.toLowerCase();
    if (name.startsWith(wanted)) return 0;
    return name.includes(wanted) ? 1 : 2;
  };
  return things
    .filter(({ label, words: more }) => words.every((word) => `${label} ${more}`.toLowerCase().includes(word)))
    .map((thing, i) => ({ thing, rank: rank(thing), i }))
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .map(({ thing }) => thing);
}
