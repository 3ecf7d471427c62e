import type { Profile } from '../api';
import { Refusal } from '../api';
import type { Source } from '../project';
import { openText } from './arrange';
import { createRecentlyUsed } from './recentlyUsed';
import { type Located, locate, type Places, recogniseSource } from './source/source';
import { isJsonName, openTable } from './table/open';
import { profileTable } from './table/profile';
import { profileText } from './text/profile';

const PROFILES_KEPT = 5;
/** Lines that must look alike for a text to be taken for a table. */
const LINES_JUDGED = 20;

const profiles = createRecentlyUsed<Profile>(PROFILES_KEPT);

/** Looks at raw data: a table by its name, its first bytes or its look, a text otherwise. */
export async function profileSource(source: Source, places: Places): Promise<Profile> {
  const located = await locate(source, places);
  return profiles.get(located.stamp, () => profileLocated(located));
}

async function profileLocated(located: Located): Promise<Profile> {
  const recognised = await recogniseSource(located);
  if (recognised.is === 'other') throw new Refusal(`${located.name} cannot be read: it is ${recognised.what}.`);
  const named = /\.(csv|tsv|tab)$/i.test(located.name) || isJsonName(located.name);
  if (recognised.is === 'parquet' || named) return profileTable(await openTable(located));
  const text = await openText(located);
  if (looksTabular(text)) return profileTable(await openTable(located));
  if (text.trim() === '') throw new Refusal(`${located.name} holds nothing but blanks: choose a file with data in it.`);
  return profileText(text, located);
}

/** Whether every line has as many fields as the first, and below the first most of them are numbers. */
export function looksTabular(text: string): boolean {
  const lines = text.split('\n', LINES_JUDGED).filter((line) => line.trim() !== '');
  const [header = '', ...rest] = lines;
  if (rest.length === 0) return false;
  return ['\t', ';', ',', '|'].some((separator) => {
    const width = header.split(separator).length;
    const fields = rest.map((line) => line.split(separator));
    if (width < 2 || fields.some((line) => line.length !== width)) return false;
    const cells = fields.flat().map((field) => field.trim());
    const numbers = cells.filter((cell) => cell !== '' && !Number.isNaN(Number(cell.replace(',', '.')))).length;
    return numbers >= cells.length / 2;
  });
}
