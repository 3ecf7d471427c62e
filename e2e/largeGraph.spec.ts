import { expect, test } from './app';
import { nameOf, writeLargeProject } from './bench/largeGraph';
import { nodeCard, untilReady } from './drivers';

test('a large graph is blocks from afar, to be dragged and renamed like any other, and whole again from near', async ({
  program,
  page,
  folder,
}) => {
  const path = await writeLargeProject(folder);
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await expect(page.locator('[data-node]')).toHaveCount(500);
  const card = nodeCard(page, nameOf(12, 10));
  await expect(card).toBeVisible();
  await expect(card.getByText('Units')).toHaveCount(0);

  await test.step('a block is dragged', async () => {
    const before = await card.boundingBox();
    if (!before) throw new Error('The card is not in view.');
    const at = { x: before.x + before.width / 2, y: before.y + before.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    await page.mouse.move(at.x + 10, at.y + 6, { steps: 4 });
    await page.mouse.up();
    await expect.poll(async () => (await card.boundingBox())?.x).toBeGreaterThan(before.x + 4);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await card.boundingBox())?.x).toBeCloseTo(before.x, 0);
  });

  await test.step('and renamed', async () => {
    await card.dblclick();
    await page.keyboard.type('middle');
    await page.keyboard.press('Enter');
    await expect(nodeCard(page, 'middle')).toBeVisible();
  });

  await test.step('from near, cards say all they have to say, and their wires end at their ports', async () => {
    await page.keyboard.press('Control+k');
    await page.getByPlaceholder('Search layers, commands and runs').fill('Full size');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Zoom, 100 %' })).toBeVisible();
    const seen = page.locator('[data-node]').filter({ hasText: 'Units' });
    await expect(seen.first()).toBeVisible();
    const name = await seen.first().getAttribute('data-node');
    await expect(page.locator(`[aria-label^="Wire from "][aria-label$=" to ${name} input"]`)).toBeAttached();
    await expect(nodeCard(page, name ?? '').getByRole('button', { name: /^Input .*, wired$/ })).toBeVisible();
  });
});
