import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { dragFromPalette, nodeCard, openTemplate, setNumber, untilReady } from './drivers';
import { copyTemplate, readTemplate } from './files';

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

test('a project that is none is refused with a sentence, and the window stays usable', async ({ program, page, folder }) => {
  const good = await readTemplate('word-language-model');
  const text = JSON.stringify(good);
  /** The same project with something changed in it. */
  const changed = (change: (project: typeof good) => void) => {
    const project = JSON.parse(text);
    change(project);
    return JSON.stringify(project);
  };
  const units = (value: number) =>
    changed(({ graph }) => {
      graph.nodes.find(({ id }: { id: string }) => id === 'lstm-1').params.units = value;
    });
  const bad: [string, string, RegExp][] = [
    ['cut-off', text.slice(0, text.length / 2), /not whole JSON, as if it had been cut off/],
    ['newer', changed((project) => Object.assign(project, { version: 7 })), /saved by a newer Unroll/],
    ['prototype', text.replace('"seed"', '"__proto__":{"admin":true},"seed"'), /holds the key "__proto__"/],
    ['circle', changed(({ graph }) => Object.assign(graph.edges[1].from, { node: 'dense-1', port: 'output' })), /run in a circle/],
    ['dangling', changed(({ graph }) => Object.assign(graph.edges[1].to, { node: 'gone' })), /hangs: there is no node "gone"/],
    ['negative', units(-1), /"lstm-1": units must be a whole number of 1 or more, but is -1/],
    ['broken', units(1.5), /"lstm-1": units must be a whole number of 1 or more, but is 1\.5/],
  ];
  await untilReady(page);
  for (const [name, content, sentence] of bad) {
    const path = join(folder, `${name}.unroll.json`);
    await writeFile(path, content);
    await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
    await expect(page.getByRole('alert').filter({ hasText: sentence }), name).toBeVisible();
    await expect(page.locator('[data-node]')).toHaveCount(0);
  }

  // So large that nobody could train it: seen from the estimate, before anything is made of it.
  const large = join(folder, 'large.unroll.json');
  await writeFile(large, units(1e9));
  await program.chooseToOpen(large, () => page.keyboard.press('Control+KeyO'));
  await expect(fileMenu(page, 'large')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await expect(page.getByRole('list', { name: 'Problems' })).toContainText(/Training would need about .*B/);
  await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 } });
  await setNumber(page, 'Units', '150');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).not.toHaveAttribute('aria-disabled', 'true');
});
