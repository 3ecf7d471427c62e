import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seriesProject } from '../train/testing/projects';
import { runProgram } from './testing/builtProgram';
import { killAtRandom } from './testing/kills';

/** Seconds of training that a crash may cost. */
const MOST_LOST = 5;

test('a run whose engine is killed at ten random moments ends where one without a kill ends, and loses little each time', async () => {
  const { lostSeconds } = await killAtRandom(10, { epochs: 2000, seed: 2 });
  console.log(`seconds of work lost: ${lostSeconds.map((seconds) => seconds.toFixed(2)).join(', ')}`);
  expect(Math.max(...lostSeconds)).toBeLessThan(MOST_LOST);
});

test('eight pairs of runs that are started at once have sixteen folders', async () => {
  const place = await mkdtemp(join(tmpdir(), 'unroll-pairs-'));
  await mkdir(place, { recursive: true });
  const file = join(place, 'series.unroll.json');
  await writeFile(file, JSON.stringify(seriesProject({ epochs: 1 })));
  for (let pair = 0; pair < 8; pair++) {
    const both = await Promise.all([runProgram(['train', file, '--json']), runProgram(['train', file, '--json'])]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
  }
  const runs = await readdir(join(place, 'series.runs'));
  expect(runs).toHaveLength(16);
  const { lines } = await runProgram(['runs', file, '--json']);
  expect(lines.map((line) => JSON.parse(line).state)).toEqual(Array.from({ length: 16 }, () => 'finished'));
  await rm(place, { recursive: true });
});
