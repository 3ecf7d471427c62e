import { join, resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from '../app';

export const SIZES = [
  { width: 1440, height: 900 },
  { width: 1280, height: 800 },
  { width: 960, height: 640 },
] as const;

export const THEMES = ['light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const folder = resolve(__dirname, '..', '..', 'dist', 'pictures');

/** Keeps what a page shows under dist/pictures, which git ignores. `album`: `1440-light`. */
export async function keep(page: Page, album: string, name: string): Promise<void> {
  await page.mouse.move(2, 2);
  await page.screenshot({ path: join(folder, album, `${name}.png`), animations: 'disabled' });
}

/** Carries out a command by its words, as in the palette. */
export async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search layers, commands and runs').fill(words);
  await page.keyboard.press('Enter');
  await expect(page.getByPlaceholder('Search layers, commands and runs')).toBeHidden();
}

/** Puts a theme on, whatever the system's is. */
export async function chooseTheme(page: Page, theme: Theme): Promise<void> {
  await command(page, `Theme: ${theme}`);
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
}

/** Trains to the end and waits until it is evaluated. */
export async function train(page: Page, { epochs }: { epochs?: number } = {}): Promise<void> {
  await page.getByRole('tab', { name: 'Training' }).click();
  if (epochs !== undefined) await page.getByRole('textbox', { name: 'Epochs' }).fill(String(epochs));
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 120_000 });
}
