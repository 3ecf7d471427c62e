import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './app';
import { nodeCard, untilEvaluated, untilReady } from './drivers';

// A word language model from an empty canvas to its export by the keyboard alone: nothing below points at anything.

const FOUR_LINES = `To be, or not to be, that is the question:
Whether 'tis nobler in the mind to suffer
The slings and arrows of outrageous fortune,
Or to take arms against a sea of troubles...`;

/** More presses of Tab than the window has stops. */
const MOST_STOPS = 200;

async function walkTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let i = 0; i < MOST_STOPS; i++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} cannot be reached with Tab.`);
}

async function command(page: Page, words: string): Promise<void> {
  // In a field, keys mean what they mean there.
  if (await page.evaluate(() => document.activeElement?.matches('input, textarea') === true)) await page.keyboard.press('F6');
  await page.keyboard.press('Control+k');
  const search = page.getByPlaceholder('Search layers, commands and runs');
  await expect(search).toBeFocused();
  await page.keyboard.type(words);
  await page.keyboard.press('Enter');
  await expect(search).toBeHidden();
}

async function fill(page: Page, field: Locator, text: string): Promise<void> {
  await walkTo(page, field);
  await page.keyboard.press('Control+a');
  await page.keyboard.type(text);
  await page.keyboard.press('Enter');
}

/** Goes from part to part of the window until one has the keyboard. */
async function goToPart(page: Page, part: string): Promise<void> {
  for (let i = 0; i < 5; i++) {
    if ((await page.evaluate(() => document.activeElement?.closest('[data-region]')?.getAttribute('data-region'))) === part) return;
    await page.keyboard.press('F6');
  }
  throw new Error(`There is no way to "${part}" by F6.`);
}

async function setParameter(page: Page, name: string, value: string): Promise<void> {
  await goToPart(page, 'inspector');
  await fill(page, page.getByRole('textbox', { name, exact: true }), value);
}

test('program 1 is built, trained and exported by the keyboard alone', async ({ page, folder }) => {
  await untilReady(page);
  const blank = page.getByRole('button', { name: 'Blank network' });
  await walkTo(page, blank);
  await page.keyboard.press('Enter');

  await command(page, 'Show Data');
  await walkTo(page, page.getByRole('button', { name: 'Type a text' }));
  await page.keyboard.press('Enter');
  await walkTo(page, page.getByRole('textbox', { name: 'Text' }));
  await page.keyboard.type(FOUR_LINES);
  await expect(page.getByText('30 samples')).toBeVisible();

  for (const layer of ['input', 'embedding', 'lstm', 'dense']) {
    await command(page, `Add ${layer}`);
    await expect(nodeCard(page, `${layer}-1`)).toBeVisible();
    if (layer === 'embedding') await setParameter(page, 'Dimensions', '64');
    if (layer === 'lstm') await setParameter(page, 'Units', '150');
    if (layer === 'dense') await setParameter(page, 'Units', '27');
  }
  await goToPart(page, 'inspector');
  await walkTo(page, page.getByRole('combobox', { name: 'Activation', exact: true }));
  await page.keyboard.press('Enter');
  const softmax = page.getByRole('option', { name: 'softmax', exact: true });
  await expect(softmax).toBeVisible();
  for (let i = 0; i < 20 && (await softmax.getAttribute('data-combobox-selected')) === null; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(nodeCard(page, 'dense-1')).toContainText('softmax');
  await command(page, 'Add output');
  await expect(page.locator('.react-flow__edge')).toHaveCount(4);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('134,805');

  await command(page, 'Show Training');
  await goToPart(page, 'dock');
  await fill(page, page.getByRole('textbox', { name: 'Epochs' }), '40');
  await page.keyboard.press('F6');
  await page.keyboard.press('Control+Enter');
  await untilEvaluated(page);

  await command(page, 'Export');
  const place = join(folder, 'by-keyboard');
  await walkTo(page, page.getByLabel('Folder'));
  await page.keyboard.press('Control+a');
  await page.keyboard.type(place);
  await walkTo(page, page.getByRole('button', { name: 'Export', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Written and read back/)).toBeVisible();
  expect((await readdir(place)).sort()).toEqual(['model.json', 'pipeline.json', 'weights.bin']);
});
