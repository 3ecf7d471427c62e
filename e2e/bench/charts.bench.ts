import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../app';
import { untilReady } from '../drivers';
import { copyTemplate } from '../files';
import { measure, report } from './pace';

const EPOCHS = 100_000;
/** Frames a second. */
const WANTED = 30;

/** Makes a run of two epochs one of 100,000, with a loss that falls and never comes to rest. */
async function lengthen(runs: string): Promise<void> {
  const [run = ''] = await readdir(runs);
  const journal = join(runs, run, 'metrics.jsonl');
  const first = JSON.parse((await readFile(journal, 'utf8')).split('\n')[0] ?? '');
  const lines = Array.from({ length: EPOCHS }, (_, i) => {
    const fallen = Math.exp(-i / 30_000) * (1 + 0.2 * Math.sin(i * i));
    const metrics = Object.entries<number>(first.metrics).map(([name, value]) => [name, value * fallen]);
    return JSON.stringify({ ...first, epoch: i + 1, metrics: Object.fromEntries(metrics) });
  });
  await writeFile(journal, `${lines.join('\n')}\n`);
}

test('a run of 100,000 epochs on the charts while another one trains', async ({ program, page, folder }) => {
  const path = await copyTemplate('word-language-model', folder, 'long');
  const project = JSON.parse(await readFile(path, 'utf8'));
  await writeFile(path, JSON.stringify({ ...project, training: { ...project.training, epochs: 2 } }));
  await untilReady(page);
  const open = () => program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await open();
  await train.click();
  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true');
  await lengthen(path.replace(/\.unroll\.json$/, '.runs'));
  await writeFile(path, JSON.stringify({ ...project, training: { ...project.training, epochs: 5000 } }));
  await page.reload();
  await untilReady(page);
  await open();
  await page.getByRole('tab', { name: 'Training' }).click();
  const point = (moment: number) => page.mouse.move(400 + (moment % 300), 640);
  report('charts of 100,000 epochs, at rest', await measure(page, point), WANTED);
  await train.click();
  await expect(page.getByRole('button', { name: /^Training \d+ %/ })).toBeVisible();
  report('the same while another run trains', await measure(page, point), WANTED);
});
