import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { nodeCard, openTemplate, untilReady } from './drivers';

const search = 'Search layers, commands and runs';

async function openPalette(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder(search)).toBeFocused();
}

/** Every command that can be carried out now, by its title. */
async function titles(page: Page): Promise<string[]> {
  await openPalette(page);
  const found = await page.locator('[data-action] .mantine-Spotlight-actionLabel').allInnerTexts();
  await page.keyboard.press('Escape');
  await expect(page.getByPlaceholder(search)).toBeHidden();
  return found;
}

/** They lead out of the window or of the project; files, closing and the engine have specs of their own. */
const ELSEWHERE =
  /^(Open project|Save as|New project|New window|Close project|Download a copy|Show in folder|Save$|Restart the engine|Train$|Export)/;

test('each command can be found and carried out', async ({ page }) => {
  test.setTimeout(240_000);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  const select = () =>
    nodeCard(page, 'lstm-1')
      .first()
      .click({ position: { x: 60, y: 15 } });
  await select();
  const all = (await titles(page)).filter((title) => !ELSEWHERE.test(title));
  expect(all.length).toBeGreaterThan(40);
  const undo = page.getByRole('button', { name: 'Undo' });
  for (const title of all) {
    await openPalette(page);
    await page.keyboard.insertText(title);
    const first = page.locator('[data-action]').first();
    await expect(first).toContainText(title);
    await page.keyboard.press('Enter');
    await expect(page.getByPlaceholder(search)).toBeHidden();
    // What it opened gives way, and whatever it did to the network and to the view is taken back.
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    const restore = page.getByRole('button', { name: 'Restore the dock' });
    if (await restore.isVisible()) await restore.click();
    while (await undo.isEnabled()) await undo.click();
    await page.keyboard.press('Shift+Digit1');
    await select();
  }
  await expect(page.locator('[data-node]')).toHaveCount(5);
});
