import { expect, test } from './app';
import { dragFromPalette, dragMouse, nodeCard, openTemplate, portOf, untilReady, wire } from './drivers';

const edges = '.react-flow__edge';

test.beforeEach(async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await expect(nodeCard(page, 'lstm-1')).toContainText('129,000 parameters');
});

async function middleOf(locator: ReturnType<typeof nodeCard>): Promise<{ x: number; y: number }> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (!box) throw new Error('What should be pointed at is not shown.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

test('a wire that does not fit is refused with the reason, and one click mends it', async ({ page }) => {
  const gru = await dragFromPalette(page, 'gru', { x: 130, y: 390 });
  await dragMouse(
    page,
    await middleOf(portOf(page, 'output', 'last state', 'lstm-1')),
    await middleOf(portOf(page, 'input', 'sequence', gru)),
  );
  const refusal = page.getByRole('status').filter({ hasText: 'These do not go together' }).last();
  await expect(refusal).toContainText(`"${gru}" needs a sequence`);
  await expect(page.locator(edges)).toHaveCount(4);
  await page.getByRole('button', { name: 'Return sequences from "lstm-1" and connect' }).click();
  await expect(page.locator(edges)).toHaveCount(5);
  await expect(nodeCard(page, 'lstm-1')).toContainText('h, every step');
});

test('a wire let go over nothing offers the layers that fit, and wires the one that is chosen', async ({ page }) => {
  const from = await middleOf(portOf(page, 'output', 'vectors', 'embed'));
  await dragMouse(page, from, { x: from.x + 40, y: from.y + 190 });
  const offer = page.getByRole('dialog', { name: 'Add a layer' });
  await expect(offer.getByRole('option', { name: /^GRU/ })).toBeVisible();
  await expect(offer.getByRole('option', { name: /^Embedding/ })).toHaveCount(0);
  await page.keyboard.type('gru');
  await page.keyboard.press('Enter');
  await expect(portOf(page, 'input', 'sequence', 'gru-1')).toHaveAccessibleName(/, wired$/);
});

test('a layer let go on a wire is put into it, and what follows makes room', async ({ page }) => {
  const end = await middleOf(portOf(page, 'input', 'prediction', 'next-word'));
  const before = await nodeCard(page, 'next-word').boundingBox();
  await dragMouse(page, await middleOf(page.locator('[data-palette="dropout"]')), { x: end.x - 45, y: end.y });
  await expect(page.locator(edges)).toHaveCount(5);
  await expect(portOf(page, 'input', 'input', 'dropout-1')).toHaveAccessibleName(/, wired$/);
  const after = await nodeCard(page, 'next-word').boundingBox();
  expect((after?.x ?? 0) - (before?.x ?? 0)).toBeGreaterThan(150);
});

test('a layer dropped into a frame is set there and hands its wires to it', async ({ page }) => {
  const canvas = await middleOf(page.locator('[data-canvas]'));
  // It comes with a layer of its own, which gives way.
  await dragMouse(page, await middleOf(page.locator('[data-palette="bidirectional"]')), { x: canvas.x - 310, y: canvas.y + 60 });
  const frame = 'bidirectional-1';
  await expect(nodeCard(page, 'lstm-2')).toBeVisible();
  const lstm = await nodeCard(page, 'lstm-1').boundingBox();
  const target = await nodeCard(page, frame).boundingBox();
  if (!lstm || !target) throw new Error('The cards are not shown.');
  await dragMouse(page, { x: lstm.x + 80, y: lstm.y + 15 }, { x: target.x + 90, y: target.y + 60 });
  await expect(portOf(page, 'input', 'sequence', frame)).toHaveAccessibleName(/, wired$/);
  await expect(portOf(page, 'output', 'both ways', frame)).toHaveAccessibleName(/, wired$/);
  await expect(nodeCard(page, frame)).toContainText('258,000');
  await expect(page.locator(edges)).toHaveCount(4);
  await expect(nodeCard(page, 'lstm-2')).toHaveCount(0);
});

test('every gesture is one step of undo', async ({ page }) => {
  const card = nodeCard(page, 'lstm-1');
  const before = await card.boundingBox();
  if (!before) throw new Error('The card is not shown.');
  await dragMouse(page, { x: before.x + 80, y: before.y + 15 }, { x: before.x + 160, y: before.y + 75 });
  for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowRight');
  await page.getByRole('textbox', { name: 'Units' }).fill('2*64');
  await page.keyboard.press('Enter');
  await expect(card).toContainText('128');
  await card.click({ position: { x: 60, y: 15 } });
  await page.keyboard.press('F2');
  await page.keyboard.type('memory');
  await page.keyboard.press('Enter');
  await expect(nodeCard(page, 'memory')).toBeVisible();
  // Renamed, set, nudged, dragged: four steps back.
  for (let i = 0; i < 4; i++) await page.keyboard.press('Control+z');
  await expect(card).toContainText('150');
  await expect.poll(async () => (await card.boundingBox())?.x).toBe(before.x);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('what is not allowed is said beside the field, and the old value stays', async ({ page }) => {
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 } });
  const units = page.getByRole('textbox', { name: 'Units' });
  for (const text of ['-1', '1.5', 'many']) {
    await units.fill(text);
    await expect(page.getByRole('complementary', { name: 'Inspector' }).getByText(/Must be a/)).toBeVisible();
    await expect(nodeCard(page, 'lstm-1')).toContainText('150');
  }
  await units.fill('1e9');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText('Training would need about');
});

test('layers travel from one project to another as text', async ({ page }) => {
  await nodeCard(page, 'embed').click({ position: { x: 80, y: 15 } });
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 }, modifiers: ['Shift'] });
  await page.keyboard.press('Control+c');
  await page.keyboard.press('Control+n');
  await expect(page.getByText('The canvas is empty')).toBeVisible();
  await page.locator('[data-canvas]').click({ position: { x: 40, y: 40 } });
  await page.keyboard.press('Control+v');
  await expect(page.locator('[data-node]')).toHaveCount(2);
  await expect(page.locator(edges)).toHaveCount(1);
  await expect(page.locator('[data-node]').filter({ hasText: 'LSTM' })).toContainText('150');
});

test('a wire is taken off its port by its end, and wired anew', async ({ page }) => {
  await page.locator(edges).last().click({ force: true });
  await page.keyboard.press('Delete');
  await expect(page.locator(edges)).toHaveCount(3);
  await expect(nodeCard(page, 'next-word')).toContainText('Nothing wired to its input');
  await wire(page, { node: 'dense-1', port: 'probabilities' }, { node: 'next-word', port: 'prediction' });
  await expect(page.locator(edges)).toHaveCount(4);
});

test('what is chosen from a card’s or a wire’s own menu has the keyboard', async ({ page }) => {
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 }, button: 'right' });
  await page.getByRole('menuitem', { name: /^Rename/ }).click();
  await page.keyboard.type('memory');
  await page.keyboard.press('Enter');
  await expect(nodeCard(page, 'memory')).toBeVisible();

  const wire = await middleOf(page.locator('[data-wire^="embed"]'));
  await page.mouse.click(wire.x, wire.y, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Insert a layer…' }).click();
  await expect(page.getByRole('combobox', { name: 'Find a layer' })).toBeFocused();
  await page.keyboard.type('spatial');
  await page.keyboard.press('Enter');
  await expect(nodeCard(page, 'spatialDropout1d-1')).toBeVisible();
  await expect(page.locator(edges)).toHaveCount(5);
});
