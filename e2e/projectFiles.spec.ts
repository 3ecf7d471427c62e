import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { dragFromPalette, nodeCard, openTemplate, untilReady } from './drivers';
import { copyTemplate } from './files';

const fileMenu = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^File menu of "${name}"`) });

test('a project is saved, and opens again as it was', async ({ program, page, folder }) => {
  const path = join(folder, 'hamlet.unroll.json');
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  const added = await dragFromPalette(page, 'dropout', { x: 520, y: 300 });
  await program.chooseToSave(path, () => page.keyboard.press('Control+Shift+KeyS'));
  await expect(fileMenu(page, 'hamlet')).toBeVisible();
  const saved = JSON.parse(await readFile(path, 'utf8'));
  expect(saved.graph.nodes.map((node: { name: string }) => node.name)).toContain(added);

  const other = await program.openWindow();
  await untilReady(other);
  await expect(other.getByText('hamlet').first()).toBeVisible();
});

test('a project that one window has is refused to another one, with a sentence', async ({ program, page, folder }) => {
  const path = await copyTemplate('word-language-model', folder, 'hamlet');
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await expect(fileMenu(page, 'hamlet')).toBeVisible();

  const other = await program.openWindow();
  await untilReady(other);
  await other
    .getByRole('button', { name: /hamlet/ })
    .first()
    .click();
  await expect(other.getByText('"hamlet" is open in another window').first()).toBeVisible();
  await expect(nodeCard(other, 'lstm-1')).toHaveCount(0);

  // Once the first one lets go of it, it can be had.
  await page.close();
  await other
    .getByRole('button', { name: /hamlet/ })
    .first()
    .click();
  await expect(fileMenu(other, 'hamlet')).toBeVisible();
});
