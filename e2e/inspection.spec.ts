import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { openTemplate, setNumber, untilEvaluated, untilReady } from './drivers';

/** The numbers of one row of a tensor, by the title of its card. */
async function numbersOf(page: Page, title: RegExp): Promise<number[]> {
  const card = page.locator('section', { has: page.getByRole('heading', { name: title }) }).last();
  const cells = await card.getByRole('row').nth(1).getByRole('cell').allTextContents();
  return cells.map((text) => Number(text.replace('−', '-')));
}

test('one step of one cell is run on numbers of one’s own, and obeys the equations', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'one-cell-one-step');
  const input = page.getByRole('textbox', { name: 'Numbers for step' });
  await expect(input).toHaveValue('3 2 2 2 2 2');

  const holds = async () => {
    const [i = [], candidate = [], o = [], c = [], h = []] = await Promise.all(
      [/input gate$/, /candidate$/, /output gate$/, /cell state$/, /hidden state$/].map((title) => numbersOf(page, title)),
    );
    expect(c).toHaveLength(4);
    c.forEach((value, unit) => {
      // From zero state the forget gate has nothing to keep.
      expect(value).toBeCloseTo((i[unit] ?? 0) * (candidate[unit] ?? 0), 3);
      expect(h[unit]).toBeCloseTo((o[unit] ?? 0) * Math.tanh(value), 3);
    });
    return c;
  };
  await expect(page.getByRole('heading', { name: /^Inside the cell/ })).toBeVisible();
  const before = await holds();

  await input.fill('1 2');
  await expect(page.getByRole('alert').filter({ hasText: 'One sample of 1 × 6 has 6 numbers, but there are 2.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Run the network' })).toBeDisabled();
  await input.fill('[[0, 0, 1, 0, 0, 1]]');
  await page.keyboard.press('Control+Enter');
  await expect.poll(async () => numbersOf(page, /cell state$/)).not.toEqual(before);
  await holds();
});

test('every output and state of a stack is shown for each sample of a batch', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'stacked-cells');
  await page.getByRole('button', { name: 'LSTM upper' }).click();
  await expect(page.getByRole('region', { name: 'What leaves upper' })).toContainText('3 × 5');
  const first = await numbersOf(page, /^h, every step$/);
  expect(first).toHaveLength(5);
  await page.getByRole('combobox', { name: 'Sample of the batch' }).first().click();
  await page.getByRole('option', { name: 'Sample 2' }).click();
  // Both samples begin with the same step, and differ from the second on.
  expect(await numbersOf(page, /^h, every step$/)).toEqual(first);
  for (const title of ['h, every step', 'last h', 'last c'])
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
});

test('gates, states and gradients of a trained model are seen step by step', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await page.getByRole('tab', { name: 'Training' }).click();
  await setNumber(page, 'Epochs', '10');
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await untilEvaluated(page);
  await page.getByRole('tab', { name: 'Inspection' }).click();
  await page.getByRole('button', { name: 'Maximise the dock' }).click();
  for (const gate of ['forget gate', 'input gate', 'output gate', 'candidate', 'cell state', 'hidden state']) {
    await expect(page.getByRole('application', { name: new RegExp(`^${gate}: 150 units by 9 steps`) })).toBeVisible();
  }
  await expect(page.getByRole('heading', { name: /^Unit \d+ at step 9$/ })).toBeVisible();

  const map = page.getByRole('application', { name: /^forget gate/ });
  await map.focus();
  await map.press('ArrowLeft');
  await expect(page.getByRole('heading', { name: /^Unit \d+ at step 8$/ })).toBeVisible();
  await setNumber(page, 'Sample', '5');
  await expect(page.getByText('of 30')).toBeVisible();

  await page.getByRole('radiogroup', { name: 'View of the inside' }).getByText('Gradients').click();
  await expect(page.getByRole('figure', { name: /^Norm of/ })).toBeVisible();
  const row = page.getByRole('row', { name: /^lstm-1/ });
  await expect(row.getByRole('cell').first()).toHaveText(/\d/);
});

test('an attention shows where it looks', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'attention-and-concatenation');
  await page.getByRole('tab', { name: 'Inspection' }).click();
  await page
    .getByRole('navigation', { name: 'Layers' })
    .getByRole('button', { name: /^Attention / })
    .click();
  await expect(page.getByText('Nothing is trained yet')).toBeVisible();
  const weights = await numbersOf(page, /^scores$/);
  expect(weights).toHaveLength(10);
  expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 2);
});

test('the gradient of a trained simple RNN vanishes where that of an LSTM still reaches', async ({ page }) => {
  await untilReady(page);
  await openTemplate(page, 'vanishing-gradient');
  await page.getByRole('tab', { name: 'Training' }).click();
  await setNumber(page, 'Epochs', '2');
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await untilEvaluated(page);
  await page.getByRole('tab', { name: 'Inspection' }).click();
  await page.getByRole('radiogroup', { name: 'View of the inside' }).getByText('Gradients').click();
  const figure = page.getByRole('figure', { name: /^Norm of/ });
  await expect(figure.getByRole('listitem')).toHaveCount(2);
  const described = await figure.evaluate(
    (element) => document.getElementById(element.getAttribute('aria-describedby') ?? '')?.textContent ?? '',
  );
  const lowest = (layer: string) => {
    const [, mantissa = '', power = '0'] = new RegExp(`${layer} .*?lowest ([\\d.]+)(?:\\s×\\s10(\\S+))? at`).exec(described) ?? [];
    const digits = '⁰¹²³⁴⁵⁶⁷⁸⁹';
    const exponent = [...power].map((sign) => (sign === '⁻' ? '-' : digits.includes(sign) ? digits.indexOf(sign) : sign)).join('');
    return Number(mantissa) * 10 ** Number(exponent);
  };
  expect(lowest('lstm-1')).toBeGreaterThan(0);
  expect(lowest('simple-rnn-1')).toBeLessThan(lowest('lstm-1') / 1000);
  await expect(page.getByRole('columnheader', { name: 'By norm 1' })).toBeVisible();
});

test('a network is summed up as a table, and drawn as a picture', async ({ page, program, folder }) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await page.keyboard.press('Control+k');
  // At once, as a quick hand does.
  await page.keyboard.type('Summary…');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /^Summary of/ });
  await expect(dialog.getByRole('row', { name: /^lstm-1 LSTM 150 129,000 129,000 embed$/ })).toBeVisible();
  await expect(dialog.getByText('134,805').first()).toBeVisible();
  // The desktop asks where to put a download, which no test can answer.
  if (program.front !== 'browser') return;
  await dialog.getByRole('button', { name: 'Picture of the graph' }).click();
  const [svg] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: 'Drawing (SVG)' }).click()]);
  await svg.saveAs(`${folder}/graph.svg`);
  const drawn = await readFile(`${folder}/graph.svg`, 'utf8');
  for (const name of ['lines', 'embed', 'lstm-1', 'dense-1', 'next-word']) expect(drawn).toContain(`>${name}<`);
});
