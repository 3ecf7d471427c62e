import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app';
import { openBlank, setNumber, untilReady } from './drivers';

const HOUR = 3_600_000;

/** A load curve of 1,200 hours: two rhythms that never quite meet, so that no simple rule repeats it. */
function loadCurve(): string {
  const rows = Array.from({ length: 1200 }, (_, hour) => {
    const load = 400 + 80 * Math.sin(hour / 3.7) + 45 * Math.sin(hour / 9.1 + 1);
    const warmth = 12 + 9 * Math.sin(hour / 3.7 - 0.8);
    return `${new Date(Date.UTC(2024, 0, 1) + hour * HOUR).toISOString()},${load.toFixed(2)},${warmth.toFixed(2)}`;
  });
  return `time,load,warmth\n${rows.join('\n')}\n`;
}

test('a CSV of one’s own becomes a project that trains at once and beats what needs no network', async ({ page, program, folder }) => {
  const path = join(folder, 'town-load.csv');
  await writeFile(path, loadCurve());
  await untilReady(page);
  await program.chooseToOpen(path, () => page.getByRole('button', { name: 'Choose a file' }).click());

  await expect(page.getByRole('button', { name: /^File menu of "town-load"/ })).toBeVisible();
  await expect(page.getByText('1,200 rows × 3 columns')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Order of rows' })).toHaveValue('time');
  await expect(page.getByRole('textbox', { name: 'Window' })).toHaveValue('24');
  await expect(page.getByRole('checkbox', { name: 'load is a target' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'time is a feature' })).toBeDisabled();

  await page.getByRole('tab', { name: 'Training' }).click();
  const epochs = page.getByRole('textbox', { name: 'Epochs' });
  await epochs.fill('3*5');
  await epochs.press('Enter');
  await expect(epochs).toHaveValue('15');
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();

  await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 90_000 });
  await expect(page.getByRole('rowheader', { name: 'This model' })).toBeVisible();
  await expect(page.getByText(/\d+\s% less error than the best baseline/)).toBeVisible();

  // The read-out under the cursor, by keyboard alone.
  const reader = page.getByRole('slider', { name: /^Forecast on the test part/ });
  await reader.focus();
  await reader.press('Home');
  await expect(reader).toHaveAttribute('aria-valuetext', /^\w{3} \d+ Feb, \d\d:00, Truth [\d.]+, Prediction [\d.]+/);
});

test('files that cannot be taken are refused with a sentence each, and the window stays usable', async ({ page, program, folder }) => {
  const bad: [string, string | Buffer, RegExp][] = [
    ['empty.csv', '', /empty\.csv is empty/],
    ['binary.csv', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 73) % 256)), /binary\.csv cannot be read/],
    ['names.csv', 'name,city\nAnn,Rome\nBob,Oslo\n', /"names\.csv" has no column of numbers to forecast/],
  ];
  await untilReady(page);
  for (const [name, content, sentence] of bad) {
    await writeFile(join(folder, name), content);
    await program.chooseToOpen(join(folder, name), () => page.getByRole('button', { name: 'Choose a file' }).click());
    await expect(page.getByRole('alert').filter({ hasText: sentence })).toBeVisible();
  }

  await writeFile(join(folder, 'ragged.csv'), `a,b\n${'1,2\n'.repeat(20)}3\n4,5,6\n${'7,8\n'.repeat(20)}`);
  await program.chooseToOpen(join(folder, 'ragged.csv'), () => page.getByRole('button', { name: 'Choose a file' }).click());
  await page.getByRole('radiogroup', { name: 'View of the data' }).getByText('Rejected 2').click();
  await expect(page.getByRole('rowheader', { name: '22' })).toBeVisible();
  await expect(page.getByRole('rowheader', { name: '23' })).toBeVisible();
});

test('columns and windows that cannot be learned from are named, and the next choice mends them', async ({ page, program, folder }) => {
  const path = join(folder, 'stock.csv');
  const rows = Array.from({ length: 40 }, (_, day) => `${100 + ((day * 7) % 11)},5,${day % 2 ? 'red' : 'blue'}`);
  await writeFile(path, `price,shelf,colour\n${rows.join('\n')}\n`);
  await untilReady(page);
  await program.chooseToOpen(path, () => page.getByRole('button', { name: 'Choose a file' }).click());
  await expect(page.getByText('40 rows × 3 columns')).toBeVisible();
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await expect(train).not.toHaveAttribute('aria-disabled', 'true');

  // A column of words cannot be forecast, and says so where it would be chosen.
  const words = page.getByRole('checkbox', { name: 'colour is a target' });
  await expect(words).toBeDisabled();
  await words.hover();
  await expect(page.getByRole('tooltip')).toContainText(/text|words/);
  await page.mouse.move(0, 0);
  await expect(page.getByRole('tooltip')).toHaveCount(0);
  await page.getByRole('checkbox', { name: 'colour is a feature' }).focus();
  await page.keyboard.press('Tab');
  await expect(words).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText(/text|words/);
  await page.keyboard.press('Space');
  await expect(words).not.toBeChecked();

  // More time steps than there are rows.
  await setNumber(page, 'Window', '50');
  const refusal = page.getByRole('alert').filter({ hasText: '40 usable rows, but a window of 50' });
  await expect(refusal).toBeVisible();
  await expect(train).toHaveAttribute('aria-disabled', 'true');
  await setNumber(page, 'Window', '5');
  await expect(refusal).toHaveCount(0);
  await expect(train).not.toHaveAttribute('aria-disabled', 'true');

  // A column that never changes.
  const shelf = page.getByRole('checkbox', { name: 'shelf is a target' });
  await shelf.press('Space');
  const constant = page.getByRole('alert').filter({ hasText: 'The target "shelf" is 5 in every row, so there is nothing to forecast' });
  await expect(constant).toBeVisible();
  await shelf.press('Space');
  await expect(constant).toHaveCount(0);
  await expect(train).not.toHaveAttribute('aria-disabled', 'true');
});

test('a text is typed, seen as the network sees it, given a network, and all of it is undone', async ({ page }) => {
  await untilReady(page);
  await openBlank(page);
  await page.getByRole('tab', { name: 'Data' }).click();
  await page.getByRole('button', { name: 'Type a text' }).waitFor();
  // All ways stand there at once: one that came later would push the others from under the pointer.
  expect(await page.getByRole('button', { name: 'Take a sample' }).count()).toBe(1);
  await page.getByRole('button', { name: 'Type a text' }).click();
  await page.getByRole('textbox', { name: 'Text' }).fill('to be or not to be\nthat is the question');
  await page.getByRole('radiogroup', { name: 'View of the data' }).getByText('Sequences').click();
  await expect(page.getByText('1–8 of 8')).toBeVisible();
  await expect(page.getByRole('button', { name: /to be or not to\s*be$/ })).toBeVisible();

  await page.getByRole('button', { name: 'Lay out a network that fits' }).click();
  await expect(page.locator('[data-node]')).toHaveCount(5);
  await page.locator('[data-canvas]').click({ position: { x: 20, y: 20 } });
  await page.keyboard.press('Control+KeyZ');
  await expect(page.locator('[data-node]')).toHaveCount(0);
  await page.keyboard.press('Control+KeyZ');
  await page.keyboard.press('Control+KeyZ');
  await expect(page.getByRole('heading', { name: 'No data yet' })).toBeVisible();
});

test('the data are divided by dragging and by typing, and the last target cannot be taken away', async ({ page }) => {
  await untilReady(page);
  await page.locator('[data-template="one-series-next-value"]').click();
  await expect(page.getByText('209 samples')).toBeVisible();
  const share = page.getByRole('textbox', { name: 'Training, percent' });
  await share.fill('50');
  await share.press('Enter');
  await expect(page.getByText('150 samples')).toBeVisible();

  const boundary = page.getByRole('slider', { name: 'End of the training part' });
  await boundary.focus();
  await boundary.press('PageUp');
  await expect(share).toHaveValue('60');

  await page.getByRole('checkbox', { name: 'sunspots is a target' }).press('Space');
  await expect(page.getByRole('checkbox', { name: 'sunspots is a target' })).toBeChecked();
  await page.getByRole('textbox', { name: 'Window' }).fill('0');
  await expect(page.getByText('Must be a whole number of 1 or more.').or(page.getByText('Must be 1 or more.'))).toBeVisible();
});
