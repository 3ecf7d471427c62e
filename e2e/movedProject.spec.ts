import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app';
import { untilEvaluated, untilReady } from './drivers';
import { copyTemplate } from './files';

test('a project that was moved together with its runs still has them, and its model still writes', async ({ start, folder }) => {
  const home = join(folder, 'before');
  await mkdir(home);
  await copyTemplate('word-language-model', home, 'hamlet', { epochs: 4 });
  const first = await start(home);
  await untilReady(first.page);
  await first.chooseToOpen(join(home, 'hamlet.unroll.json'), () => first.page.keyboard.press('Control+KeyO'));
  await first.page.getByRole('button', { name: 'Train', exact: true }).click();
  await untilEvaluated(first.page);
  await first.kill();

  const moved = join(folder, 'after');
  await rename(home, moved);
  const { page, chooseToOpen } = await start(moved);
  await untilReady(page);
  await chooseToOpen(join(moved, 'hamlet.unroll.json'), () => page.keyboard.press('Control+KeyO'));
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await expect(page.getByRole('button', { name: /^More for/ })).toHaveCount(1);
  await page.getByRole('tab', { name: 'Evaluation' }).click();
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByText(/^10 words in/)).toBeVisible();
});
