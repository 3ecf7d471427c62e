import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { TableRecipe } from '../project';
import { samplesFolder } from '../project/resources';

/** What the tests of this folder share: files that last as long as a test file runs, and a recipe to vary. */

export const places = { projectPath: null, samplesFolder: samplesFolder() };

const folder = mkdtempSync(join(tmpdir(), 'unroll-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Writes a file. → its path. */
export function fileWith(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

/** A recipe over the columns `x` (feature and target) of a file. */
export function tableRecipe(path: string, changes: Partial<TableRecipe> = {}): TableRecipe {
  return {
    is: 'table',
    source: { is: 'file', path },
    time: null,
    features: ['x'],
    targets: ['x'],
    window: 3,
    horizon: 1,
    targetAt: 'after',
    missing: 'interpolate',
    scaling: 'none',
    split: { train: 1, validation: 0 },
    ...changes,
  };
}

/** A CSV of named columns; null and undefined leave a cell empty. */
export function csvOf(columns: Readonly<Record<string, readonly unknown[]>>): string {
  const lists = Object.values(columns);
  const lines = Array.from({ length: lists[0]?.length ?? 0 }, (_, row) => lists.map((list) => list[row] ?? '').join(','));
  return `${[Object.keys(columns).join(','), ...lines].join('\n')}\n`;
}
