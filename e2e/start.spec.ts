import { expect, test } from './app';
import { untilReady } from './drivers';

test('the window opens with its engine ready, and knows its versions', async ({ page }) => {
  await expect(page).toHaveTitle(/Unroll/);
  await untilReady(page);
  await page.getByRole('button', { name: /^Engine ready/ }).click();
  await expect(page.getByText(/^\d+\.\d+\.\d+$/).first()).toBeVisible();
});
