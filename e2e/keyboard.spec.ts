import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app';
import { nodeCard, openBlank, openTemplate, portOf, untilReady } from './drivers';

/** More presses of Tab than the window has stops. */
const MOST_STOPS = 150;

/** Walks on with Tab until an element has the keyboard. */
async function walkTo(page: Page, target: Locator): Promise<void> {
  for (let i = 0; i < MOST_STOPS; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} cannot be reached with Tab.`);
}

/** Finds a command by its words and carries it out. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Search layers, commands and runs')).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
}

test('a network is built and wired by keyboard alone', async ({ page }) => {
  await untilReady(page);
  await openBlank(page);
  for (const layer of ['input', 'embedding', 'lstm', 'dense', 'output']) {
    await command(page, `add ${layer}`);
    await expect(nodeCard(page, `${layer}-1`)).toBeVisible();
  }
  const edges = page.locator('.react-flow__edge');
  await expect(edges).toHaveCount(4);
  await walkTo(page, edges.nth(2));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Delete');
  await expect(edges).toHaveCount(3);
  await walkTo(page, portOf(page, 'output', 'last state', 'lstm-1'));
  await page.keyboard.press('Enter');
  await walkTo(page, portOf(page, 'input', 'input', 'dense-1'));
  await page.keyboard.press('Enter');
  await expect(edges).toHaveCount(4);
});

test('keys mean nothing to the network while a field has them', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 } });
  const name = page.getByRole('textbox', { name: 'Name of the layer' });
  await name.fill('x');
  for (const key of ['Delete', 'Backspace', 'ArrowLeft', 'Control+a', 'Control+z', 'Shift+Slash', 'Control+b', 'Control+d'])
    await page.keyboard.press(key);
  await expect(page.locator('[data-node]')).toHaveCount(5);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('[data-bypassed]')).toHaveCount(0);
});

test('F6 walks from part to part of the window, and the network can be read as a table', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  const at = () => page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'));
  const seen = new Set<string | null | undefined>();
  for (let i = 0; i < 5; i++) {
    await page.keyboard.press('F6');
    seen.add(await at());
  }
  expect([...seen].sort()).toEqual(['canvas', 'dock', 'inspector', 'palette', 'top']);
  await command(page, 'network as a table');
  const table = page.getByRole('table', { name: 'Layers of the network' });
  await expect(table.getByRole('row', { name: /^lstm-1/ })).toContainText('129,000');
});
