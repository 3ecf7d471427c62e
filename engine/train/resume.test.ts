import { describe, expect, test } from 'vitest';
import { createControl } from './control';
import { keptOf } from './testing/kept';
import { RESUMED } from './testing/projects';
import { trainProject } from './testing/run';
import { countBatches, stopAt } from './testing/stops';

// Every batch of every run is stopped at in `npm run nightly`; here the first, one inside, and one in the validation.

describe.each(RESUMED)('%s', (_, project) => {
  test('ends, wherever it is stopped, where the run without a stop ends', async () => {
    const whole = await trainProject(project);
    const wanted = await keptOf(whole.folder);
    const moments = countBatches(wanted.batches.length, project);
    for (const moment of [moments[0], moments[Math.floor(moments.length / 2)], moments.at(-1)]) {
      if (!moment) throw new Error('There is nothing to stop at.');
      const control = createControl();
      const first = await trainProject(project, { control, watch: stopAt(moment, control) });
      expect(first.summary).toMatchObject({ state: 'stopped', ...moment.stands });
      const second = await trainProject(project, { folder: first.folder, resume: true });
      expect(second.summary.state).toBe('finished');
      expect(await keptOf(first.folder)).toEqual(wanted);
    }
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
