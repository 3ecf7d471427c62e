import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app';
import { untilEvaluated, untilReady } from './drivers';
import { copyTemplate, readTemplate } from './files';

const ROWS = 12_000;
const csvOf = (lift: number) =>
  `load\n${Array.from({ length: ROWS }, (_, i) => (20 + lift + 8 * Math.sin(i / 9)).toFixed(3)).join('\n')}\n`;

/** A forecast of one long epoch, a sample a batch, so that it is always inside an epoch while it trains. */
async function longEpoch(folder: string): Promise<string> {
  const project = await readTemplate('one-series-next-value');
  project.data = { ...project.data, source: { is: 'file', path: 'load.csv' }, time: null, features: ['load'], targets: ['load'] };
  project.data.split = { train: 0.98, validation: 0 };
  project.training = { ...project.training, epochs: 1, batchSize: 1 };
  const path = join(folder, 'load.unroll.json');
  await writeFile(path, JSON.stringify(project));
  await writeFile(join(folder, 'load.csv'), csvOf(0));
  return path;
}

test('a run is stopped inside an epoch, goes on from that batch, and asks before it goes on with other data', async ({
  page,
  program,
  folder,
}) => {
  const path = await longEpoch(folder);
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const training = page.getByRole('button', { name: /^Training \d+ %/ });
  const stop = async () => {
    await expect(training).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await untilEvaluated(page);
    await page.getByRole('tab', { name: 'Training' }).click();
  };
  await stop();
  const goOn = page.getByRole('button', { name: /^Go on from epoch 1, batch \d/ });
  const batch = async () => Number(((await goOn.textContent()) ?? '').replace(/\D/g, '').slice(1));
  const first = await batch();
  await goOn.click();
  await stop();
  expect(await batch()).toBeGreaterThan(first);

  await writeFile(join(folder, 'load.csv'), csvOf(3));
  const question = page.getByRole('dialog', { name: 'The data have changed since this run was trained' });
  await goOn.click();
  await question.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(question).toHaveCount(0);
  await expect(goOn).toBeVisible();
  await page.getByRole('tab', { name: 'Evaluation' }).click();
  await expect(page.getByText(/^The data have changed since \w+ was trained/)).toBeVisible();
  await page.getByRole('tab', { name: 'Training' }).click();
  // By keyboard alone.
  await goOn.press('Enter');
  await question.getByRole('button', { name: 'Go on with the changed data' }).press('Enter');
  await stop();
  expect(await batch()).toBeGreaterThan(first);
});

test('a run that cannot be read is listed with the reason', async ({ page, program, folder }) => {
  const path = await copyTemplate('word-language-model', folder, 'hamlet');
  const run = join(folder, 'hamlet.runs', '2026-11-20T14-32-05-maple');
  await mkdir(run, { recursive: true });
  await writeFile(join(run, 'run.json'), JSON.stringify({ format: 'unroll-run', version: 99 }));
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await page.getByRole('tab', { name: /^Runs/ }).click();
  const listed = page.getByRole('list', { name: 'Runs that cannot be read' }).getByRole('listitem');
  await expect(listed).toContainText('maple');
  await expect(listed).toContainText('saved by a newer Unroll (version 99');
  expect(JSON.parse(await readFile(join(run, 'run.json'), 'utf8')).version).toBe(99);
  await listed.getByRole('button', { name: 'Remove maple' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(listed).toHaveCount(0);
});

test('leaving without saving while a run trains waits for its end, and takes its folder away', async ({ page, program }) => {
  await untilReady(page);
  await page.locator('[data-template="word-language-model"]').click();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Training \d+ %/ })).toBeVisible();
  await page.keyboard.press('Control+KeyN');
  await page.getByRole('button', { name: 'Stop and leave' }).click();
  await page.getByRole('button', { name: 'Do not save' }).click();
  await expect(page.locator('[data-node="lstm-1"]')).toHaveCount(0);
  const left = (await readdir(join(program.home, 'drafts'))).filter((name) => name.endsWith('.runs'));
  expect(left).toEqual([]);
});

test('runs are cleaned up by keyboard, after asking: what is chosen is gone from the disk', async ({ page, program, folder }) => {
  const path = await copyTemplate('word-language-model', folder, 'hamlet', { epochs: 2 });
  const broken = '2026-11-20T14-32-05-maple';
  await mkdir(join(folder, 'hamlet.runs', broken), { recursive: true });
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  const table = page.getByRole('region', { name: 'Runs', exact: true }).getByRole('table');
  for (const runs of [1, 2]) {
    await page.getByRole('tab', { name: 'Training' }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).first().click();
    await untilEvaluated(page);
    await page.getByRole('tab', { name: /^Runs/ }).click();
    await expect(table.getByRole('row')).toHaveCount(runs + 1);
  }
  const onDisk = () => readdir(join(folder, 'hamlet.runs'));
  expect(await onDisk()).toHaveLength(3);
  await expect(page.getByText(/^3 runs take \d+\.\d [kM]B on the disk$/)).toBeVisible();

  const dialog = page.getByRole('dialog', { name: 'Clean up runs' });
  const cleanUp = page.getByRole('button', { name: 'Clean up…' });
  await cleanUp.press('Enter');
  await expect(dialog.getByRole('checkbox').first()).toBeFocused();
  await expect(dialog.getByRole('button', { name: 'Remove', exact: true })).toBeDisabled();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(cleanUp).toBeFocused();
  expect(await onDisk()).toHaveLength(3);

  await cleanUp.press('Enter');
  await dialog.getByRole('button', { name: 'Choose all but the best' }).press('Enter');
  // The same project with the same seed: one run is as good as the other, and both are left.
  const best = dialog.getByRole('checkbox', { name: /best/ });
  const maple = dialog.getByRole('checkbox', { name: /^maple/ });
  await expect(maple).toBeChecked();
  await expect(best).toHaveCount(2);
  await expect(dialog.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await maple.press('Space');
  await best.first().press('Space');
  await best.last().press('Space');
  const remove = dialog.getByRole('button', { name: /^Remove \d runs?, \d/ });
  await expect(remove).toHaveText(/^Remove 2 runs, \d+\.\d [kM]B$/);
  await remove.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Keep them' })).toBeFocused();
  await expect(dialog).toContainText('This cannot be undone.');
  await page.keyboard.press('Enter');
  await expect(remove).toBeFocused();
  expect(await onDisk()).toHaveLength(3);
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Keep them' })).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(
    page
      .getByRole('status')
      .filter({ hasText: /\w+ and \w+ were removed: \d/ })
      .first(),
  ).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText('1 run takes 0 bytes on the disk')).toBeVisible();
  await expect.poll(onDisk).toEqual([broken]);
});
