import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app';
import { setNumber, untilEvaluated, untilReady } from './drivers';

/** 240 short opinions of things, each with the word that decides it somewhere in it. */
function opinions(): string {
  const things = ['soup', 'film', 'phone', 'room', 'show', 'book', 'cake', 'trip', 'song', 'chair'];
  const good = ['lovely', 'great', 'superb', 'delightful', 'wonderful', 'perfect'];
  const bad = ['awful', 'poor', 'dreadful', 'boring', 'broken', 'terrible'];
  const rows = Array.from({ length: 240 }, (_, i) => {
    const word = (i % 2 === 0 ? good : bad)[Math.floor(i / 2) % 6];
    const thing = things[i % 10];
    return i % 3 === 0
      ? `"The ${thing} was ${word}, we all said",${i % 2 === 0 ? 'praise' : 'complaint'}`
      : `A ${word} ${thing} this is number ${i},${i % 2 === 0 ? 'praise' : 'complaint'}`;
  });
  return `opinion,kind\n${rows.join('\n')}\n`;
}

test('a CSV of texts with labels becomes a model that judges them, and a text of one’s own', async ({ page, program, folder }) => {
  const path = join(folder, 'opinions.csv');
  await writeFile(path, opinions());
  await untilReady(page);
  await program.chooseToOpen(path, () => page.getByRole('button', { name: 'Choose a file' }).click());
  await expect(page.getByRole('combobox', { name: 'Column of the texts' })).toHaveValue('opinion');
  await expect(page.getByRole('combobox', { name: 'Column of the labels' })).toHaveValue('kind');
  await expect(page.getByRole('region', { name: 'Labels' })).toContainText('praise');
  await setNumber(page, 'Length', '12');
  await page
    .getByRole('radiogroup', { name: 'View of the data' })
    .getByText(/^Vocabulary/)
    .click();
  await expect(page.getByRole('rowheader', { name: 'superb' })).toBeVisible();

  await page.getByRole('tab', { name: 'Training' }).click();
  await setNumber(page, 'Epochs', '20');
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await untilEvaluated(page);
  await expect(page.getByRole('region', { name: 'Scores' }).getByRole('definition').first()).toHaveText(/^(9\d(\.\d)?|100(\.0)?)\s?%$/);
  await expect(page.getByRole('heading', { name: 'Surest hits' })).toBeVisible();

  await page.getByRole('textbox', { name: 'Your own text' }).fill('such a dreadful gadget');
  await page.keyboard.press('Enter');
  const said = page.getByRole('region', { name: 'What the model says' });
  await expect(said.getByRole('term').first()).toHaveText('complaint');
  await expect(said.getByTitle('Not in the vocabulary').last()).toHaveText(/gadget/);
});

test('a task is made by the program, and its samples are drawn anew with another seed', async ({ page }) => {
  await untilReady(page);
  await page.getByRole('button', { name: 'Blank network' }).click();
  await page.getByRole('button', { name: 'Make a task' }).click();
  await expect(page.getByText('Two of many numbers are marked')).toBeVisible();
  await expect(page.getByText('1–20 of 2,000')).toBeVisible();
  const target = page.getByRole('region', { name: 'The chosen sample' }).locator('b');
  const before = await target.textContent();
  await setNumber(page, 'Data seed', '7');
  await expect(target).not.toHaveText(before ?? '');
  await page.getByRole('radiogroup', { name: 'Task' }).getByText('copy').click();
  await expect(page.getByText('Ten symbols, then a long blank')).toBeVisible();
  await page.getByRole('button', { name: 'Lay out a network that fits' }).click();
  await expect(page.locator('[data-node]').filter({ hasText: 'LSTM' })).toContainText('h, every step');
  await expect(page.getByRole('button', { name: 'Train', exact: true })).not.toHaveAttribute('aria-disabled', 'true');
});
