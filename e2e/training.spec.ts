import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app';
import { openTemplate, untilReady } from './drivers';

test('a run is paused, gone on with, stopped and resumed, and its curves grow', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused; nothing is lost')).toBeVisible();
  const figure = page.getByRole('figure', { name: 'Loss' });
  const described = await figure.evaluate(
    (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent,
  );
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect
    .poll(() => figure.evaluate((element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent))
    .not.toBe(described);

  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(page.getByText('Stopped. What it learned is kept.')).toBeVisible();
  await page.getByRole('button', { name: /^Go on from epoch \d+/ }).click();
  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 60_000 });
  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(page.getByText(/^Finished 200 epochs/)).toBeVisible();
});

test('a run that is stopped while it is still prepared ends at once', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: 'Train', exact: true })).toBeVisible();
  // Where it had learned something already, its end opens Evaluation.
  await page.getByRole('tab', { name: 'Training' }).click();
  await expect(page.getByText(/^Stopped\. /)).toBeVisible();
  await expect(page.getByRole('tab', { name: 'Runs 1' })).toBeVisible();
});

test('a trained model writes, runs are compared and removed, and a model is exported', async ({ page, program, folder }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  for (const run of [1, 2]) {
    await page.getByRole('tab', { name: 'Data' }).click();
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(page.getByRole('tab', { name: 'Evaluation' }), `run ${run} ends`).toHaveAttribute('aria-selected', 'true', {
      timeout: 60_000,
    });
  }
  await page.getByLabel('Seed text').fill('To be or not');
  await page.getByRole('button', { name: 'Generate' }).click();
  await expect(page.getByText(/^10 words in/)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Text', exact: true })).toHaveText(/^To be or not to be that is the question/);

  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page
    .getByRole('button', { name: /^Compare with/ })
    .last()
    .click();
  await expect(page.getByRole('figure', { name: 'Loss' }).getByRole('listitem')).toHaveCount(2);

  await page.getByRole('tab', { name: /^Runs/ }).click();
  await page
    .getByRole('button', { name: /^More for/ })
    .last()
    .click();
  await page.getByRole('menuitem', { name: 'Remove…' }).click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(page.getByRole('button', { name: /^More for/ })).toHaveCount(1);

  await page.getByRole('button', { name: /^More for/ }).click();
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByLabel('Folder').fill(join(folder, 'model'));
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await expect(page.getByText(/^Written and read back/)).toBeVisible();
  expect((await readdir(join(folder, 'model'))).sort()).toEqual(['model.json', 'pipeline.json', 'weights.bin']);
  if (program.front === 'browser') {
    const [zip] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Download as zip' }).click()]);
    expect(zip.suggestedFilename()).toBe('model.zip');
    const bytes = await readFile(await zip.path());
    for (const name of ['model.json', 'pipeline.json', 'weights.bin']) expect(bytes.includes(name)).toBe(true);
  }
});

test('settings of training are refused in place, and each is one step that can be undone', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await page.getByRole('tab', { name: 'Training' }).click();
  const rate = page.getByRole('textbox', { name: 'Learning rate' });
  await rate.fill('-1');
  await expect(page.getByText('Must be above 0.')).toBeVisible();
  await rate.press('Escape');
  await expect(rate).toHaveValue('0.001');
  await rate.fill('0.01');
  await rate.press('Enter');
  await page.getByRole('combobox', { name: 'Optimiser' }).click();
  await page.getByRole('option', { name: 'Momentum' }).click();
  await expect(page.getByRole('switch', { name: 'Nesterov' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('combobox', { name: 'Optimiser' })).toHaveValue('Adam');
  await expect(rate).toHaveValue('0.01');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rate).toHaveValue('0.001');
});

test('the first steps lead to a trained model, and never return', async ({ page, program }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  const steps = page.getByRole('region', { name: 'First steps' });
  await expect(steps).toBeVisible();
  await steps.getByRole('button', { name: 'Hide the first steps for good' }).click();
  await expect(steps).toHaveCount(0);
  const other = await program.openWindow();
  await untilReady(other);
  await openTemplate(other, 'word-language-model');
  await expect(other.getByRole('region', { name: 'First steps' })).toHaveCount(0);
});
