import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { openTemplate, untilReady } from './drivers';

/** What axe finds wrong with the page as it stands, a line each. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: { run(root: Document): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
    };
    const found = await axe.run(document);
    return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(' | ')}`);
  });
}

for (const theme of ['light', 'dark'] as const) {
  test(`start page and every panel can be used by everybody, ${theme}`, async ({ page }) => {
    await untilReady(page);
    await page.keyboard.press('Control+KeyK');
    await page.getByPlaceholder(/Search/).fill(`Theme: ${theme}`);
    await page.keyboard.press('Enter');
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', theme);
    await expect(page.locator('[data-template]').last()).toContainText('parameters');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Guide' }).click();
    await expect(page.getByRole('dialog', { name: 'Guide' }).getByRole('img').first()).toBeVisible();
    expect(await violations(page), 'guide').toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);

    await openTemplate(page, 'one-series-next-value');
    await expect(page.getByText('209 samples')).toBeVisible();
    const look = async (state: string) => expect(await violations(page), state).toEqual([]);
    for (const view of ['Columns', 'Rows', 'Windows']) {
      await page.getByRole('radiogroup', { name: 'View of the data' }).getByText(view).click();
      await look(`data, ${view}`);
    }
    for (const panel of ['Training', 'Evaluation', 'Runs', 'Problems']) {
      await page.getByRole('tab', { name: panel }).click();
      await look(`${panel}, before a run`);
    }
    await page.getByRole('tab', { name: 'Training' }).click();
    await page.getByRole('textbox', { name: 'Epochs' }).fill('6');
    await page.getByRole('button', { name: 'Train', exact: true }).first().click();
    await expect(page.getByRole('rowheader', { name: 'This model' })).toBeVisible({ timeout: 60_000 });
    for (const panel of ['Evaluation', 'Training', 'Runs']) {
      await page.getByRole('tab', { name: panel }).click();
      await look(`${panel}, after a run`);
    }
    await page.getByRole('tab', { name: 'Inspection' }).click();
    for (const [view, seen] of [
      ['Layers', page.getByRole('application', { name: /^hidden state/ })],
      ['Gradients', page.getByRole('figure', { name: /^Norm of/ })],
      ['Run', page.getByRole('button', { name: 'Run the network' })],
    ] as const) {
      await page.getByRole('radiogroup', { name: 'View of the inside' }).getByText(view, { exact: true }).click();
      await expect(seen).toBeVisible();
      await look(`inspection, ${view}`);
    }
    await page.getByRole('button', { name: /^Take the sample/ }).click();
    await page.getByRole('button', { name: 'Run the network' }).click();
    await expect(page.getByRole('heading', { name: /^Inside the cell/ })).toBeVisible();
    await look('inspection, what was run');
    await page.getByRole('tab', { name: 'Runs' }).click();
    await page.getByRole('button', { name: /^More for/ }).click();
    await page.getByRole('menuitem', { name: 'Export…' }).click();
    await expect(page.getByLabel('Folder')).toBeVisible();
    await look('export dialog');
  });
}

test('a language model can be read without seeing it', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  for (const view of ['Text', 'Sequences', 'Vocabulary 26']) {
    await page.getByRole('radiogroup', { name: 'View of the data' }).getByText(view).click();
    expect(await violations(page), view).toEqual([]);
  }
  await page.getByRole('tab', { name: 'Training' }).click();
  await page.getByRole('textbox', { name: 'Epochs' }).fill('6');
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await page.getByRole('button', { name: 'Generate' }).click({ timeout: 60_000 });
  await expect(page.getByText(/^10 words in/)).toBeVisible();
  expect(await violations(page), 'generated text').toEqual([]);

  await page.getByText('Confusion', { exact: true }).click();
  const map = page.getByRole('application', { name: /^Confusion matrix/ });
  await map.focus();
  await map.press('ArrowRight');
  await map.press('ArrowDown');
  await expect(page.getByText(/^“\w+” (taken for “\w+”|recognised) \d+ times/)).toBeVisible();
  expect(await violations(page), 'confusion').toEqual([]);
});
