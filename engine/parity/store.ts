import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fixture } from './fixture';

/** Keras's answers as they were stored, by name of the case. */
export type StoredFixtures = Readonly<Record<string, Fixture>>;

const file = (suite: string) => join(import.meta.dirname, `${suite}.fixture.json`);

export function readFixtures(suite: string): StoredFixtures {
  return JSON.parse(readFileSync(file(suite), 'utf8'));
}

/** One line a case, so that a change of one shows as one. */
export function writeFixtures(suite: string, fixtures: StoredFixtures): void {
  const lines = Object.entries(fixtures).map(([name, fixture]) => `${JSON.stringify(name)}: ${JSON.stringify(fixture)}`);
  writeFileSync(file(suite), `{\n${lines.join(',\n')}\n}\n`);
}
