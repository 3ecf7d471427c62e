import { readFile } from 'node:fs/promises';
import { expect, test } from './app';
import { nodeCard, untilReady } from './drivers';
import { copyTemplate } from './files';
import { engineAfter, untilGone } from './processes';

test('an engine that is killed while it rests comes back, and the window says so', async ({ page, program }) => {
  await untilReady(page);
  const engine = await engineAfter(program.pid);
  process.kill(engine, 'SIGKILL');
  await expect(page.getByRole('alert').filter({ hasText: 'Your project is unharmed' })).toBeVisible();
  await engineAfter(program.pid, engine);
  await untilReady(page);
});

test('no engine outlives the program', async ({ page, program }) => {
  await untilReady(page);
  const engine = await engineAfter(program.pid);
  await program.kill();
  await untilGone(engine);
});

test('twenty deaths of the engine in the midst of training are told, survived, and leave the project as it was', async ({
  program,
  page,
  folder,
}) => {
  test.setTimeout(300_000);
  const path = await copyTemplate('word-language-model', folder, 'hamlet');
  const saved = await readFile(path, 'utf8');
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await expect(nodeCard(page, 'lstm-1')).toContainText('129,000 parameters');

  const told = page.getByRole('alert').filter({ hasText: 'The engine stopped in the middle of training' });
  let engine = await engineAfter(program.pid);
  for (let kill = 1; kill <= 20; kill++) {
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('button', { name: /^Training \d+ %/ }), `run ${kill} trains`).toBeVisible();
    process.kill(engine, 'SIGKILL');
    await expect(told, `death ${kill} is told`).toBeVisible();
    engine = await engineAfter(program.pid, engine);
    await untilReady(page);
    await told.getByRole('button', { name: 'Close message' }).click();
  }

  expect(await readFile(path, 'utf8')).toBe(saved);
  await expect(nodeCard(page, 'lstm-1')).toContainText('129,000 parameters');
  // And it still trains, to the end.
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 60_000 });
});
