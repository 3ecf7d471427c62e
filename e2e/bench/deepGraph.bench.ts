import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '../app';
import { untilReady } from '../drivers';
import { nameOf, writeLargeProject } from './largeGraph';
import { reportTimes } from './times';

const run = promisify(execFile);
const root = resolve(__dirname, '..', '..');

/** Seconds; the window checks the network at every edit. */
const CHECKED = 0.005;
/** Seconds; a person waits. */
const LAID_OUT = 2;

test('200 layers', async ({ program, page, folder }) => {
  const { stdout } = await run(resolve(root, 'node_modules', '.bin', 'tsx'), [resolve(root, 'engine', 'bench', 'deepCheck.ts')]);
  reportTimes('200 layers are checked in', [Number(stdout)], { wanted: CHECKED });

  const path = await writeLargeProject(folder, { columns: 10 });
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await expect(page.locator('[data-node]')).toHaveCount(200);
  // To the first frame in which the last layer stands elsewhere.
  const milliseconds = await page.evaluate(
    (name) =>
      new Promise<number>((resolve) => {
        const card = document.querySelector(`[data-node="${name}"]`);
        const place = () => JSON.stringify(card?.getBoundingClientRect());
        const [before, begun] = [place(), performance.now()];
        document.querySelector<HTMLElement>('[aria-label="Lay out"]')?.click();
        const look = () => (place() === before ? requestAnimationFrame(look) : resolve(performance.now() - begun));
        look();
      }),
    nameOf(9, 19),
  );
  reportTimes('200 layers are laid out in', [milliseconds / 1000], { wanted: LAID_OUT });
});
