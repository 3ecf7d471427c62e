import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { createRandom } from '../../kernels/random';
import { readCheckpoint } from '../../train/run/checkpoint';
import { keptOf } from '../../train/testing/kept';
import { seriesProject } from '../../train/testing/projects';
import { runProgram, trainerOf } from './builtProgram';

/** Trains on the built command line, kills its engine at so many random moments, going on after each, and compares with a run without. */
export async function killAtRandom(kills: number, { epochs, seed }: { epochs: number; seed: number }): Promise<{ lostSeconds: number[] }> {
  const project = seriesProject({ epochs, batchSize: 4 });
  const place = await mkdtemp(join(tmpdir(), 'unroll-kills-'));
  const file = join(place, 'series.unroll.json');
  await writeFile(file, JSON.stringify(project));
  const train = (out: string, ...more: string[]) => ['train', file, '--json', '--out', join(place, out), ...more];
  const whole = await runProgram(train('whole'));
  const wanted = await keptOf(JSON.parse(whole.lines.at(-1) ?? '').folder);

  const random = createRandom('kills', seed);
  const lostSeconds: number[] = [];
  /** By epoch, as the command line told of it. */
  const trained: number[] = [];
  let folder = '';
  let last: Awaited<ReturnType<typeof runProgram>> | undefined;
  for (let kill = 0; kill <= kills; kill++) {
    // Some epochs behind where it goes on, but for the first of its sittings, which needs a first checkpoint.
    const from = folder === '' ? 1 : ((await readCheckpoint(folder, 'last')).state?.epoch ?? 0);
    const at = kill === kills ? Number.POSITIVE_INFINITY : from + 1 + random.below(Math.floor(epochs / (kills + 1)));
    let killed: Promise<void> | undefined;
    last = await runProgram(train('killed', ...(folder === '' ? [] : ['--resume', folder])), (line) => {
      const event = JSON.parse(line);
      if (event.event === 'started') folder = event.folder;
      if (event.event === 'epoch') trained[event.epoch] = event.seconds;
      if (event.event === 'epoch' && event.epoch >= at) killed ??= trainerOf(folder).then((pid) => void process.kill(pid, 'SIGKILL'));
    });
    await killed;
    if (kill === kills) break;
    expect(last.code).toBe(1);
    expect(last.err).toContain('it was killed');
    const kept = (await readCheckpoint(folder, 'last')).state?.seconds ?? 0;
    lostSeconds.push(Math.max(0, trained.reduce((sum, seconds) => sum + seconds, 0) - kept));
  }
  expect(last?.code).toBe(0);
  expect(await keptOf(folder)).toEqual(wanted);
  await rm(place, { recursive: true });
  return { lostSeconds };
}
