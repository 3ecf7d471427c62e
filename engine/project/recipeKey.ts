import { type Recipe, sourceOf, withSource } from './recipe';

const known = new WeakMap<Recipe, string>();

/**
 * What a recipe does, in 14 hexadecimal digits: two recipes that read a file in one way have the same. Where the file stands does not
 * count, since that changes when a project is saved elsewhere; nor does the order of the recipe's keys.
 */
export function recipeKey(recipe: Recipe): string {
  const before = known.get(recipe);
  if (before !== undefined) return before;
  const anywhere = sourceOf(recipe)?.is === 'file' ? withSource(recipe, { is: 'file', path: '' }) : recipe;
  const key = hash(JSON.stringify(anywhere, sorted));
  known.set(recipe, key);
  return key;
}

function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** cyrb53 (bryc, public domain): 53 bits, for text is kept in recipes too and would be too long to send. The window has no node:crypto. */
function hash(text: string): string {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 2654435761);
    b = Math.imul(b ^ code, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(16).padStart(14, '0');
}
