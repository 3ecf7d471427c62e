import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { JSHandle, Page } from '@playwright/test';
import { expect, test } from './app';
import { dragFromPalette, nodeCard, openBlank, setNumber, untilEvaluated, untilReady, wire } from './drivers';

// The whole way of a person with a mouse and a keyboard: nothing here reaches past what is seen.

const FOUR_LINES = `To be, or not to be, that is the question:
Whether 'tis nobler in the mind to suffer
The slings and arrows of outrageous fortune,
Or to take arms against a sea of troubles...`;

/** Corners of the canvas that leave room for a card, and for the wires between them. */
const PLACES = [
  { x: 130, y: 30 },
  { x: 420, y: 30 },
  { x: 710, y: 30 },
  { x: 270, y: 240 },
  { x: 560, y: 240 },
] as const;

async function buildChain(page: Page, types: readonly string[]): Promise<string[]> {
  const names: string[] = [];
  for (const [index, type] of types.entries()) names.push(await dragFromPalette(page, type, PLACES[index] ?? PLACES[0]));
  return names;
}

async function choose(page: Page, parameter: string, value: string): Promise<void> {
  await page.getByRole('combobox', { name: parameter, exact: true }).click();
  await page.getByRole('option', { name: value, exact: true }).click();
}

async function select(page: Page, name: string): Promise<void> {
  await nodeCard(page, name).click({ position: { x: 70, y: 15 } });
}

/** Notes, from now on, each last epoch that the loss curve is drawn to, from its description for those who do not see it. */
function watchLossCurve(page: Page): Promise<JSHandle<number[]>> {
  return page.evaluateHandle(() => {
    const drawn: number[] = [];
    const look = () => {
      const described = document.querySelector('figure[aria-label="Loss"]')?.getAttribute('aria-describedby') ?? '';
      const epoch = Number(/to [^;]+ at Epoch (\d+);/.exec(document.getElementById(described)?.textContent ?? '')?.[1] ?? 0);
      if (epoch > (drawn[drawn.length - 1] ?? 0)) drawn.push(epoch);
    };
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    return drawn;
  });
}

test('a word language model is wired on an empty canvas, trained, made to write, and exported', async ({ page, folder }) => {
  await untilReady(page);
  await openBlank(page);

  await test.step('type the text', async () => {
    await page.getByRole('button', { name: 'Type a text' }).click();
    await page.getByRole('textbox', { name: 'Text' }).fill(FOUR_LINES);
    await expect(page.getByText('30 samples')).toBeVisible();
  });

  await test.step('wire the network', async () => {
    const [input = '', embedding = '', lstm = '', dense = '', output = ''] = await buildChain(page, [
      'input',
      'embedding',
      'lstm',
      'dense',
      'output',
    ]);
    await wire(page, { node: input, port: 'samples' }, { node: embedding, port: 'indices' });
    await wire(page, { node: embedding, port: 'vectors' }, { node: lstm, port: 'sequence' });
    await wire(page, { node: lstm, port: 'last state' }, { node: dense, port: 'input' });
    await wire(page, { node: dense, port: 'output' }, { node: output, port: 'prediction' });
    await select(page, embedding);
    await setNumber(page, 'Vocabulary', '27');
    await setNumber(page, 'Dimensions', '64');
    await select(page, lstm);
    await setNumber(page, 'Units', '150');
    await select(page, dense);
    await setNumber(page, 'Units', '27');
    await choose(page, 'Activation', 'softmax');
    await expect(nodeCard(page, embedding)).toContainText('1,728 parameters');
    await expect(nodeCard(page, lstm)).toContainText('129,000 parameters');
    await expect(nodeCard(page, dense)).toContainText('4,077 parameters');
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await expect(page.getByRole('list', { name: 'Problems' }).getByText(/needs|nothing|room/)).toHaveCount(0);
  });

  await test.step('train', async () => {
    await page.getByRole('tab', { name: 'Training' }).click();
    await setNumber(page, 'Epochs', '200');
    const drawn = await watchLossCurve(page);
    await page.getByRole('button', { name: 'Train', exact: true }).first().click();
    await untilEvaluated(page);
    expect((await drawn.jsonValue()).length, 'the loss curve grows while it trains').toBeGreaterThan(3);
  });

  await test.step('see how well it does', async () => {
    const accuracy = page.getByRole('region', { name: 'Scores' }).getByRole('definition').first();
    await expect(accuracy).toHaveText(/^(9[5-9](\.\d)?|100(\.0)?)\s?%$/);
  });

  await test.step('write', async () => {
    await page.getByLabel('Seed text').fill('To be or not');
    await page.getByRole('button', { name: 'Generate' }).click();
    await expect(page.getByText(/^10 words in/)).toBeVisible();
    await expect(page.getByRole('region', { name: 'Text', exact: true })).toHaveText(/^To be or not( [a-z']+){10}$/);
  });

  await test.step('export', async () => {
    await page.getByRole('tab', { name: 'Training' }).click();
    await page.getByRole('button', { name: 'Export…' }).click();
    const place = join(folder, 'hamlet-model');
    await page.getByLabel('Folder').fill(place);
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    await expect(page.getByText(/^Written and read back/)).toBeVisible();
    expect((await readdir(place)).sort()).toEqual(['model.json', 'pipeline.json', 'weights.bin']);
    const model = JSON.parse(await readFile(join(place, 'model.json'), 'utf8'));
    const weights: { shape: number[] }[] = model.weightsManifest.flatMap((group: { weights: { shape: number[] }[] }) => group.weights);
    const parameters = weights.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
    expect(parameters).toBe(134_805);
    expect((await readFile(join(place, 'weights.bin'))).byteLength).toBe(134_805 * 4);
  });
});

test('a table of 1,461 days is loaded, its target and window are set, and an LSTM of 50 units beats the last value', async ({
  page,
  program,
  folder,
}) => {
  const path = join(folder, 'seattle-weather.csv');
  await copyFile(resolve(__dirname, '..', 'resources', 'samples', 'seattle-weather.csv'), path);
  await untilReady(page);
  await openBlank(page);

  await program.chooseToOpen(path, () => page.getByRole('button', { name: 'Open a CSV or text…' }).click());
  await expect(page.getByText('1,461 rows × 6 columns')).toBeVisible();
  await page.getByRole('checkbox', { name: 'wind is a target' }).press('Space');
  await page.getByRole('checkbox', { name: 'temp_max is a target' }).press('Space');
  for (const column of ['precipitation', 'temp_max', 'temp_min']) {
    await page.getByRole('checkbox', { name: `${column} is a feature` }).press('Space');
  }
  await setNumber(page, 'Window', '10');
  await setNumber(page, 'Horizon', '1');

  const [input = '', lstm = '', dense = '', output = ''] = await buildChain(page, ['input', 'lstm', 'dense', 'output']);
  await wire(page, { node: input, port: 'samples' }, { node: lstm, port: 'sequence' });
  await wire(page, { node: lstm, port: 'last state' }, { node: dense, port: 'input' });
  await wire(page, { node: dense, port: 'output' }, { node: output, port: 'prediction' });
  await select(page, lstm);
  await setNumber(page, 'Units', '50');
  await choose(page, 'Activation', 'relu');
  await expect(nodeCard(page, lstm)).toContainText('10,400 parameters');
  await expect(nodeCard(page, dense)).toContainText('51 parameters');

  await page.getByRole('tab', { name: 'Training' }).click();
  await setNumber(page, 'Epochs', '6');
  await page.getByRole('button', { name: 'Train', exact: true }).first().click();
  await untilEvaluated(page);
  await expect(page.getByText(/\d+\s% less error than the best baseline/)).toBeVisible();
  const errorOf = async (name: string) =>
    Number(
      await page
        .getByRole('row', { name: new RegExp(`^${name}`) })
        .getByRole('cell')
        .nth(1)
        .textContent(),
    );
  expect(await errorOf('This model')).toBeLessThan(0.95 * (await errorOf('Last value')));
});
