import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from '../app';
import { nodeCard, openTemplate, untilReady } from '../drivers';
import { chooseTheme, command, train } from './album';

// The pictures of docs/guide.md, from the running program.

const folder = resolve(__dirname, '..', '..', 'docs', 'pictures');
const SIZE = { width: 1280, height: 800 };

async function keep(page: Page, name: string): Promise<void> {
  await page.mouse.move(2, 2);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize(SIZE);
  await untilReady(page);
  await chooseTheme(page, 'light');
});

async function open(page: Page, template: string): Promise<void> {
  await openTemplate(page, template);
  await page.getByRole('button', { name: 'Hide the first steps for good' }).click();
}

test('start page, and the window while a word model trains', async ({ page }) => {
  await expect(page.locator('[data-template]').last()).toContainText('parameters');
  // The pictures of the data come one by one.
  for (let card = 0; card < 9; card++) {
    const picture = page.locator('[data-template]').nth(card).locator('[class*="_series"], [class*="_samples"]');
    await expect(picture.first()).toBeVisible();
  }
  await keep(page, 'start');
  await open(page, 'word-language-model');
  await train(page);
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 } });
  await expect(page.getByText(/^Training [2-9]\d %/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await keep(page, 'window');
  await page.getByRole('button', { name: 'Stop' }).click();
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByText(/^10 words in/)).toBeVisible();
  await keep(page, 'generation');
  await page.getByRole('tab', { name: 'Inspection' }).click();
  await page.getByRole('button', { name: 'Maximise the dock' }).click();
  await expect(page.getByRole('application', { name: /^forget gate/ })).toBeVisible();
  await keep(page, 'inspection');
});

test('a table of data, and its forecast', async ({ page }) => {
  await open(page, 'one-series-next-value');
  await expect(page.getByText('209 samples')).toBeVisible();
  await page.getByRole('radiogroup', { name: 'View of the data' }).getByText('Windows').click();
  await keep(page, 'data');
  await train(page);
  await expect(page.getByRole('rowheader', { name: 'This model' })).toBeVisible();
  await keep(page, 'forecast');
  await page.getByRole('tab', { name: /^Runs/ }).click();
  await keep(page, 'runs');
});

test('layers that fit, and a group', async ({ page }) => {
  await open(page, 'attention-and-concatenation');
  const wire = await page.locator('[data-wire^="lstm-1.output>concatenate"]').boundingBox();
  if (!wire) throw new Error('The wire is not shown.');
  await page.mouse.click(wire.x + wire.width / 2, wire.y + wire.height / 2, { button: 'right' });
  await page.getByRole('menuitem', { name: 'Insert a layer…' }).click();
  await expect(page.getByRole('combobox', { name: 'Find a layer' })).toBeFocused();
  await page.keyboard.type('transformer');
  await page.keyboard.press('Enter');
  await expect(nodeCard(page, 'transformer-1')).toContainText('8 layers');
  await command(page, 'Lay out');
  await page.getByRole('button', { name: 'Hide the dock' }).click();
  await page.getByRole('button', { name: 'Unfold transformer-1' }).click();
  await command(page, 'Lay out');
  await keep(page, 'group');
});
