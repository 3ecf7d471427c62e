import { expect, type Locator, type Page } from '@playwright/test';

// What specs do again and again, by the same ways a person has: mouse, keys, and what can be seen.

/** Waits for the window to be usable. */
export async function untilReady(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
}

/** Opens a template from the start page. `id`: `word-language-model`. */
export async function openTemplate(page: Page, id: string): Promise<void> {
  await page.locator(`[data-template="${id}"]`).click();
  await expect(page.locator('[data-node]').first()).toBeVisible();
}

/** Begins an empty project from the start page. */
export async function openBlank(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Blank network' }).click();
  await expect(page.locator('[data-canvas]')).toBeVisible();
}

/** The card of a layer. */
export function nodeCard(page: Page, name: string): Locator {
  return page.locator(`[data-node="${name}"]`);
}

/** Drags a layer from the palette onto the canvas. `to`: pixels from the canvas's own corner. → the name it was given. */
export async function dragFromPalette(page: Page, type: string, to: { x: number; y: number }): Promise<string> {
  const before = new Set(await namesOf(page));
  const canvas = await boxOf(page.locator('[data-canvas]'));
  const item = page.locator(`[data-palette="${type}"]`);
  await item.scrollIntoViewIfNeeded();
  await dragMouse(page, await centreOf(item), { x: canvas.x + to.x, y: canvas.y + to.y });
  await expect(page.locator('[data-node]')).toHaveCount(before.size + 1);
  const name = (await namesOf(page)).find((one) => !before.has(one));
  if (name === undefined) throw new Error(`"${type}" was dropped, but no layer came of it.`);
  return name;
}

/** One end of a wire, by what stands beside it on the card: `portOf(page, 'output', 'vectors', 'embed')`. */
export function portOf(page: Page, side: 'input' | 'output', label: string, node: string): Locator {
  const name = `${side === 'input' ? 'Input' : 'Output'} ${label} of ${node},`;
  return page.getByRole('button', { name: new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`) });
}

/** Draws a wire with the mouse. */
export async function wire(page: Page, from: { node: string; port: string }, to: { node: string; port: string }): Promise<void> {
  const [output, input] = [portOf(page, 'output', from.port, from.node), portOf(page, 'input', to.port, to.node)];
  await dragMouse(page, await centreOf(output), await centreOf(input));
  await expect(portOf(page, 'input', to.port, to.node)).toHaveAccessibleName(/, wired$/);
}

/** Presses, moves in steps as a hand does, and lets go. */
export async function dragMouse(page: Page, from: { x: number; y: number }, to: { x: number; y: number }): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 6 });
  await page.mouse.move(to.x, to.y, { steps: 6 });
  await page.mouse.up();
}

/** Types a number into a field and leaves it. */
export async function setNumber(page: Page, name: string, value: string): Promise<void> {
  const field = page.getByRole('textbox', { name, exact: true });
  await field.fill(value);
  await field.press('Enter');
  await expect(field).toHaveValue(value);
}

/** Waits for the end of training, which opens the evaluation. */
export async function untilEvaluated(page: Page): Promise<void> {
  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 60_000 });
}

/** Keeps a picture of the window under test-results/pictures, for people to look at. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `test-results/pictures/${name}.png`, animations: 'disabled' });
}

async function namesOf(page: Page): Promise<string[]> {
  return page.locator('[data-node]').evaluateAll((cards) => cards.map((card) => card.getAttribute('data-node') ?? ''));
}

async function centreOf(element: Locator): Promise<{ x: number; y: number }> {
  const { x, y, width, height } = await boxOf(element);
  return { x: x + width / 2, y: y + height / 2 };
}

async function boxOf(element: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  await expect(element).toBeVisible();
  const box = await element.boundingBox();
  if (!box) throw new Error('What should be pointed at is not shown.');
  return box;
}
