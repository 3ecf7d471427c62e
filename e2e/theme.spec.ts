import { expect, test } from './app';
import { untilReady } from './drivers';

test('the window follows the system’s theme as it changes, until one is chosen', async ({ page }) => {
  await untilReady(page);
  const shown = page.locator('html');
  for (const scheme of ['dark', 'light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await expect(shown).toHaveAttribute('data-mantine-color-scheme', scheme);
  }
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder(/Search/).fill('Theme: light');
  await page.keyboard.press('Enter');
  await expect(shown).toHaveAttribute('data-mantine-color-scheme', 'light');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(shown).toHaveAttribute('data-mantine-color-scheme', 'light');
});

test('who wants less motion has none: nothing glides, no bar runs', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await untilReady(page);
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll('*')].filter((element) => {
        const { animationDuration, animationName, transitionDuration } = getComputedStyle(element);
        const runs = animationName !== 'none' && Number.parseFloat(animationDuration) > 0.01;
        return runs || transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0.01);
      }).length,
  );
  expect(moving).toBe(0);
});

test('at 200 % the window still holds together: nothing stands outside of it, and every part can be reached', async ({ page }) => {
  await untilReady(page);
  // What a browser's own zoom comes to for the page: half the room for it.
  await page.setViewportSize({ width: 720, height: 450 });
  await page.locator('[data-template="word-language-model"]').click();
  await expect(page.locator('[data-node]')).toHaveCount(5);
  const outside = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = document.documentElement;
    return { across: scrollWidth - clientWidth, down: scrollHeight - clientHeight };
  });
  expect(outside).toEqual({ across: 0, down: 0 });
  for (const name of ['Train', 'Undo', 'Maximise the dock', 'Fit the graph']) {
    const button = page.getByRole('button', { name, exact: true }).first();
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  for (const panel of ['Data', 'Training', 'Evaluation', 'Inspection', 'Runs', 'Problems']) {
    await page.getByRole('tab', { name: panel }).click();
    await expect(page.getByRole('tabpanel')).toBeVisible();
  }
});
