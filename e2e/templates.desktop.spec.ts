import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { openTemplate, setNumber, untilEvaluated, untilReady } from './drivers';
import { readTemplate } from './files';

// Every program on the start page, from the click on its card to its results.

const ids = readdirSync(resolve(__dirname, '..', 'resources', 'templates')).map((name) => /^\d+-(.+)\.unroll\.json$/.exec(name)?.[1] ?? '');

/** Enough to see the loss fall, few enough not to wait for it. */
const FEW_EPOCHS = 2;

/** First and last loss of the curve that is shown, from its description for those who do not see it. */
async function lossShown(page: Page): Promise<{ first: number; last: number }> {
  const described = await page
    .getByRole('figure', { name: 'Loss', exact: true })
    .evaluate((figure) => document.getElementById(figure.getAttribute('aria-describedby') ?? '')?.textContent ?? '');
  const [, first = '', last = ''] = /(?:falls|rises) from (\S+) at Epoch 1 to (\S+) at Epoch \d+;/.exec(described) ?? [];
  return { first: Number(first), last: Number(last) };
}

for (const id of ids) {
  test(`the template "${id}" opens, and gives results`, async ({ page }) => {
    const project = await readTemplate(id);
    await untilReady(page);
    await openTemplate(page, id);
    if (project.data.is === 'none') {
      // There is nothing to learn from: it is run on the numbers that come with it.
      await expect(
        page
          .getByRole('region', { name: /^What leaves / })
          .getByRole('table')
          .first(),
      ).toBeVisible();
      return;
    }
    await expect(page.getByRole('tab', { name: /^Problems/ })).toBeVisible();
    await page.getByRole('tab', { name: 'Training' }).click();
    await setNumber(page, 'Epochs', String(FEW_EPOCHS));
    await page.getByRole('button', { name: 'Train', exact: true }).first().click();
    await untilEvaluated(page);
    const results = page.getByRole('tabpanel', { name: 'Evaluation' });
    await expect(results.getByRole('region', { name: /^(Scores|Scorecard)$/ })).toBeVisible();
    await page.getByRole('tab', { name: 'Training' }).click();
    await expect(page.getByText(`Finished ${FEW_EPOCHS} epochs`)).toBeVisible();
    const { first, last } = await lossShown(page);
    expect(first).toBeGreaterThan(0);
    expect(last).toBeLessThan(first);
  });
}
