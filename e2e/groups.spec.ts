import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app';
import { dragMouse, nodeCard, openTemplate, untilReady } from './drivers';

const edges = '.react-flow__edge';

test.beforeEach(async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await expect(nodeCard(page, 'lstm-1')).toContainText('129,000 parameters');
});

/** Where a card stands, seen from the first one, which no test moves; the view itself may have moved. */
async function placeOf(page: Page, name: string) {
  await expect(nodeCard(page, name)).toBeVisible();
  // Both in one look: the view may be moving.
  return page.evaluate((card) => {
    const boxOf = (node: string) => document.querySelector(`[data-node="${node}"]`)?.getBoundingClientRect();
    const [own, first] = [boxOf(card), boxOf('lines')];
    return own && first ? { x: Math.round(own.x - first.x), y: Math.round(own.y - first.y) } : { x: Number.NaN, y: Number.NaN };
  }, name);
}

/** The same once the view stands still. */
async function settledBox(locator: Locator) {
  let before = await boxOf(locator);
  await expect
    .poll(async () => {
      const now = await boxOf(locator);
      const still = now.x === before.x && now.y === before.y;
      before = now;
      return still;
    })
    .toBe(true);
  return before;
}

async function boxOf(locator: Locator) {
  const box = await locator.boundingBox();
  if (!box) throw new Error('What should be looked at is not shown.');
  return box;
}

test('layers are grouped, moved, folded and set free again', async ({ page }) => {
  await nodeCard(page, 'embed').click({ position: { x: 80, y: 15 } });
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 }, modifiers: ['Shift'] });
  const before = await placeOf(page, 'lstm-1');
  await page.keyboard.press('Control+g');
  const group = nodeCard(page, 'group-1');
  await expect(group).toContainText('2 layers, 130,728 parameters');
  await expect.poll(() => placeOf(page, 'lstm-1')).toEqual(before);

  // The view moves until its head is in sight.
  await expect(group.getByText('group-1')).toBeInViewport({ ratio: 1 });
  const at = await settledBox(group);
  await dragMouse(page, { x: at.x + 150, y: at.y + 15 }, { x: at.x + 150, y: at.y + 175 });
  // How far depends on the grid, and on the view, which moves along at its edge.
  await expect.poll(async () => (await placeOf(page, 'lstm-1')).y - before.y).toBeGreaterThan(100);
  const [embed, lstm] = [await placeOf(page, 'embed'), await placeOf(page, 'lstm-1')];
  expect(lstm.y - embed.y, 'both moved alike').toBe(0);
  await expect(page.locator(edges)).toHaveCount(4);

  await page.getByRole('button', { name: 'Fold group-1' }).click();
  await expect(nodeCard(page, 'lstm-1')).toHaveCount(0);
  await expect(page.locator(edges)).toHaveCount(3);
  await expect(group).toContainText('2 layers, 130,728 parameters');
  await page.keyboard.press('Control+z');
  await expect(nodeCard(page, 'lstm-1')).toBeVisible();

  await group.getByText('group-1').click();
  await page.keyboard.press('F2');
  await page.keyboard.type('reader');
  await page.keyboard.press('Enter');
  await expect(nodeCard(page, 'reader')).toBeVisible();
  await nodeCard(page, 'reader').getByText('reader').click();
  await page.keyboard.press('Control+Shift+g');
  await expect(nodeCard(page, 'reader')).toHaveCount(0);
  await expect(page.locator(edges)).toHaveCount(4);
  // Ungrouped, renamed, dragged, grouped.
  for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z');
  await expect.poll(() => placeOf(page, 'lstm-1')).toEqual(before);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('a layer dragged out of a group leaves it, and dragged back belongs to it again', async ({ page }) => {
  await nodeCard(page, 'embed').click({ position: { x: 80, y: 15 } });
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 }, modifiers: ['Shift'] });
  await page.keyboard.press('Control+g');
  const group = nodeCard(page, 'group-1');
  const card = await settledBox(nodeCard(page, 'embed'));
  const grip = { x: card.x + 90, y: card.y + 15 };
  const below = { x: grip.x - 200, y: grip.y + 320 };
  await dragMouse(page, grip, below);
  await expect(group).toContainText('1 layer, 129,000 parameters');
  // It draws close around what is left.
  const left = await boxOf(nodeCard(page, 'lstm-1'));
  await expect.poll(async () => (await boxOf(group)).width).toBeLessThan(left.width + 80);
  const lstm = await boxOf(nodeCard(page, 'lstm-1'));
  await dragMouse(page, below, { x: lstm.x + 60, y: lstm.y + 15 });
  await expect(group).toContainText('2 layers, 130,728 parameters');
});

test('a Transformer block from the palette is put into a wire, copied with all that is in it, and trained', async ({ page }) => {
  const label = page.locator('[data-wire^="embed"]');
  const wire = await boxOf(label);
  const item = page.locator('[data-palette="block:transformer"]');
  await item.scrollIntoViewIfNeeded();
  const from = await boxOf(item);
  const middle = { x: wire.x + wire.width / 2, y: wire.y + wire.height / 2 };
  await dragMouse(page, { x: from.x + 30, y: from.y + from.height / 2 }, middle);
  // It comes folded; open, it is wide, and what stands around it has moved aside.
  await expect(page.locator('[data-node]')).toHaveCount(6);
  await expect(page.locator(edges)).toHaveCount(5);
  await expect(nodeCard(page, 'transformer-1')).toContainText('8 layers');
  await page.getByRole('button', { name: 'Unfold transformer-1' }).click();
  await expect(page.locator('[data-node]')).toHaveCount(14);
  const group = await boxOf(nodeCard(page, 'transformer-1'));
  expect((await boxOf(nodeCard(page, 'lstm-1'))).x).toBeGreaterThan(group.x + group.width);
  expect((await boxOf(nodeCard(page, 'next-word'))).y).toBeGreaterThan(group.y + group.height);
  await page.getByRole('button', { name: 'Fold transformer-1' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).not.toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(page.getByRole('list', { name: 'Problems' }).getByRole('listitem')).toHaveCount(1);

  await nodeCard(page, 'transformer-1').getByText('transformer-1').click();
  await page.keyboard.press('Control+d');
  await expect(nodeCard(page, 'transformer-2')).toContainText('has nothing wired to its input');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+Enter');
  // The first epoch is done, so there is something to evaluate.
  await expect(page.getByText(/^([2-9]|\d{2,}) \/ \d+ epochs/)).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 60_000 });
});
