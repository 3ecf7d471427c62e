import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { untilReady } from './drivers';

const csv = (name: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    `time,load\n${Array.from({ length: 400 }, (_, hour) => `${hour},${(50 + 20 * Math.sin(hour / 4)).toFixed(2)}`).join('\n')}\n`,
  ),
});

/** Opens the dialog and gives a file to its button. */
async function upload(page: Page, file: ReturnType<typeof csv>): Promise<void> {
  await page.getByRole('button', { name: 'Choose a file' }).click();
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: 'Upload' }).click()]);
  await chooser.setFiles(file);
}

const files = async (folder: string) => (await readdir(folder)).filter((name) => name !== '.unroll');

test('a file that is uploaded stands in the folder and becomes a project', async ({ page, folder }) => {
  await untilReady(page);
  const file = csv('load curve.csv');
  await upload(page, file);
  await expect(page.getByRole('tab', { name: 'Data', selected: true })).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(await readFile(join(folder, 'load curve.csv'))).toEqual(file.buffer);
});

test('an upload is seen on its way and can be given up, and what the server refuses is said where it was asked', async ({
  page,
  folder,
  faults,
}) => {
  await untilReady(page);
  // Held on its way, as by a slow line.
  await page.route('**/files/slow.csv', () => undefined);
  await upload(page, csv('slow.csv'));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('region', { name: 'Sending slow.csv' })).toBeVisible();
  await expect(dialog.getByRole('progressbar', { name: 'Sending slow.csv' })).toHaveCount(1);
  await expect(dialog.getByRole('button', { name: 'Upload' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel sending slow.csv' }).click();
  await expect(dialog.getByRole('progressbar')).toHaveCount(0);
  expect(await files(folder)).toEqual([]);

  faults.allow(/400/);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: 'Upload' }).click()]);
  await chooser.setFiles(csv('...'));
  await expect(dialog.getByRole('alert')).toHaveText('A file cannot be called "..." here: give it another name.');
  expect(await files(folder)).toEqual([]);
});

test('a file that is dropped on the page is seen on its way, wherever one is', async ({ page, folder }) => {
  await untilReady(page);
  const drop = (name: string, text: string) =>
    page.evaluate(
      (given) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([given.text], given.name));
        window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
      },
      { name, text },
    );
  const { buffer } = csv('load.csv');
  await page.route('**/files/slow.csv', () => undefined);
  await drop('slow.csv', 'a');
  await expect(page.getByRole('region', { name: 'Sending slow.csv' })).toBeVisible();
  await drop('load.csv', String(buffer));
  await expect(
    page.getByRole('alert').filter({ hasText: 'Another file is being sent: wait for it or cancel it, then send "load.csv" again.' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Cancel sending slow.csv' }).click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  await drop('load.csv', String(buffer));
  await expect(page.getByRole('tab', { name: 'Data', selected: true })).toBeVisible();
  expect(await readFile(join(folder, 'load.csv'))).toEqual(buffer);
});
