import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { createControl } from './control';
import { readCheckpoint } from './run/checkpoint';
import { readJournal } from './run/journal';
import { keptOf } from './testing/kept';
import { RESUMED } from './testing/projects';
import { trainProject } from './testing/run';
import { countBatches, stopAt } from './testing/stops';

describe.each(RESUMED)('%s', (_, project) => {
  test('ends, at whichever batch it is stopped, where the run without a stop ends', async () => {
    const wanted = await keptOf((await trainProject(project)).folder);
    expect(wanted.damage).toEqual([null, null, null]);
    for (const moment of countBatches(wanted.batches.length, project)) {
      const control = createControl();
      const first = await trainProject(project, { control, watch: stopAt(moment, control) });
      expect(first.summary).toMatchObject({ state: 'stopped', ...moment.stands });
      const second = await trainProject(project, { folder: first.folder, resume: true });
      expect(second.summary.state).toBe('finished');
      expect(await keptOf(first.folder)).toEqual(wanted);
    }
  });

  test('ends there too, wherever a crash leaves it', async () => {
    // Half a second passes between any two looks at the clock, so that much is written on the way.
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => {
      now += 500;
      return now;
    });
    const copies: string[] = [];
    const at = await mkdtemp(join(tmpdir(), 'unroll-crash-'));
    const folder = join(at, 'whole');
    const crash = (): undefined => {
      copies.push(join(at, String(copies.length)));
      cpSync(folder, copies.at(-1) as string, { recursive: true });
    };
    const longer = { ...project, training: { ...project.training, epochs: 4 } };
    await trainProject(longer, { folder, watch: { batch: crash, validation: crash, epoch: crash } });
    clock.mockRestore();
    const wanted = await keptOf(folder);
    let behind = 0;
    for (const copy of copies) {
      const { state } = await readCheckpoint(copy, 'last');
      if (!state) continue;
      behind += (await readJournal(copy)).batches.length - state.step;
      const stopped = createControl();
      stopped.stop();
      await trainProject(longer, { folder: copy, resume: true, control: stopped });
      const left = await readJournal(copy);
      expect(left.batches).toHaveLength(state.step);
      // Without a validation part an epoch whose batches are all trained is whole.
      expect(left.epochs).toHaveLength((await readCheckpoint(copy, 'last')).state?.epoch ?? 0);
      await trainProject(longer, { folder: copy, resume: true });
      expect(await keptOf(copy)).toEqual(wanted);
    }
    // Lines had been written behind the state, and had to go.
    expect(behind).toBeGreaterThan(0);
    await rm(at, { recursive: true });
  });

  test('can be stopped again and again', async () => {
    const wanted = await keptOf((await trainProject(project)).folder);
    const control = createControl();
    const { folder } = await trainProject(project, { control, watch: { batch: () => stop(control) } });
    for (let sitting = 0; sitting < 100; sitting++) {
      const again = createControl();
      const { summary } = await trainProject(project, { folder, resume: true, control: again, watch: { batch: () => stop(again) } });
      if (summary.state === 'finished') break;
    }
    expect(await keptOf(folder)).toEqual(wanted);
  });
});

function stop(control: { stop(): void }): undefined {
  control.stop();
}
