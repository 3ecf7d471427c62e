/** Words that runs are called by: trees, short and unlike each other. */
const WORDS = [
  'alder',
  'apple',
  'ash',
  'aspen',
  'bamboo',
  'baobab',
  'beech',
  'birch',
  'cedar',
  'cherry',
  'chestnut',
  'cypress',
  'ebony',
  'elder',
  'elm',
  'fig',
  'fir',
  'ginkgo',
  'hazel',
  'holly',
  'juniper',
  'larch',
  'laurel',
  'lemon',
  'lilac',
  'linden',
  'magnolia',
  'mango',
  'maple',
  'mulberry',
  'myrtle',
  'oak',
  'olive',
  'palm',
  'peach',
  'pear',
  'pine',
  'plum',
  'poplar',
  'quince',
  'rowan',
  'spruce',
  'sumac',
  'teak',
  'walnut',
  'willow',
  'yew',
] as const;

/** `2026-11-20T14-32-05-maple`: sorts by time, is none of `taken`, and no two runs of a project share a word until all are used. */
export function nameRun(now: Date, taken: readonly string[]): string {
  const used = new Set(taken.map(wordOf));
  const free = WORDS.filter((word) => !used.has(word));
  const pool = free.length > 0 ? free : WORDS;
  const time = now.toISOString().slice(0, 19).replace(/:/g, '-');
  const first = Math.floor(now.getTime() / 1000);
  const names = pool.map((_, i) => `${time}-${pool[(first + i) % pool.length]}`);
  return names.find((name) => !taken.includes(name)) ?? `${time}-${taken.length}`;
}

/** `maple` of `2026-11-20T14-32-05-maple`. */
export function wordOf(run: string): string {
  return run.slice(run.lastIndexOf('-') + 1);
}
