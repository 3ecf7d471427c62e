import { expect, test } from './app';
import { dragFromPalette, nodeCard, openBlank, openTemplate, untilReady } from './drivers';
import { readDrafts } from './files';

test('unsaved work is offered again after the program was killed in mid-edit', async ({ program, page, start }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  const added = await dragFromPalette(page, 'dropout', { x: 520, y: 300 });
  await expect.poll(async () => (await readDrafts(program.home)).join().includes(`"${added}"`)).toBe(true);
  await program.kill();

  const { page: again, home } = await start();
  const found = again.getByRole('dialog', { name: 'Unsaved work was found' });
  await found.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(nodeCard(again, added)).toBeVisible();
  await expect(nodeCard(again, 'lstm-1')).toBeVisible();
  // It belongs to this window now, and is offered to no other one.
  expect(await readDrafts(home)).toHaveLength(1);
});

test('work that is discarded is offered never again', async ({ program, page, start }) => {
  await untilReady(page);
  await openBlank(page);
  await dragFromPalette(page, 'lstm', { x: 300, y: 200 });
  await expect.poll(async () => (await readDrafts(program.home)).length).toBe(1);
  await program.kill();

  const second = await start();
  await second.page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await expect.poll(() => readDrafts(second.home)).toEqual([]);
  await second.kill();
  const third = await start();
  await untilReady(third.page);
  await expect(third.page.getByRole('dialog')).toHaveCount(0);
});
