import { expect, test } from '../app';
import { nodeCard, openTemplate, portOf, untilReady } from '../drivers';
import { chooseTheme, command, keep, SIZES, THEMES, train } from './album';

for (const size of SIZES) {
  for (const theme of THEMES) {
    const album = `${size.width}-${theme}`;

    test(`start page, editor, menus and dialogs, ${album}`, async ({ page }) => {
      await page.setViewportSize(size);
      await untilReady(page);
      await chooseTheme(page, theme);
      await expect(page.locator('[data-template]').last()).toContainText('parameters');
      await keep(page, album, 'start');
      await page.getByRole('button', { name: 'Guide' }).click();
      await expect(page.getByRole('dialog', { name: 'Guide' })).toBeVisible();
      await keep(page, album, 'guide');
      await page.keyboard.press('Escape');

      await openTemplate(page, 'word-language-model');
      await expect(page.getByText('30 sequences')).toBeVisible();
      await keep(page, album, 'first-steps');
      await page.getByRole('button', { name: 'Hide the first steps for good' }).click();
      await keep(page, album, 'editor');
      await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 } });
      await keep(page, album, 'selected');

      await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 }, button: 'right' });
      await expect(page.getByRole('menuitem', { name: /^Bypass/ })).toBeVisible();
      await keep(page, album, 'menu-layer');
      await page.keyboard.press('Escape');
      await page.locator('[data-canvas]').click({ position: { x: 500, y: 20 }, button: 'right' });
      await expect(page.getByRole('menuitem', { name: /^Lay out/ })).toBeVisible();
      await keep(page, album, 'menu-canvas');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^File menu/ }).click();
      await expect(page.getByRole('menuitem', { name: /^Save as/ })).toBeVisible();
      await keep(page, album, 'menu-file');
      await page.keyboard.press('Escape');

      await page.keyboard.press('Control+k');
      await expect(page.getByPlaceholder('Search layers, commands and runs')).toBeFocused();
      await keep(page, album, 'palette');
      await page.keyboard.type('lstm');
      await keep(page, album, 'palette-lstm');
      await page.keyboard.press('Escape');
      await command(page, 'Shortcuts');
      await expect(page.getByRole('dialog')).toBeVisible();
      await keep(page, album, 'shortcuts');
      await page.keyboard.press('Escape');
      await command(page, 'network as a table');
      await expect(page.getByRole('table', { name: 'Layers of the network' })).toBeVisible();
      await keep(page, album, 'table');
      await page.keyboard.press('Escape');

      await command(page, 'Add a layer');
      await expect(page.getByRole('dialog', { name: 'Add a layer' })).toBeVisible();
      await keep(page, album, 'quick-add');
      await page.keyboard.press('Escape');
      await portOf(page, 'output', 'vectors', 'embed').focus();
      await page.keyboard.press('Enter');
      await keep(page, album, 'wiring');
      await page.keyboard.press('Escape');

      await page.getByRole('tab', { name: /^Problems/ }).click();
      await keep(page, album, 'problems');
      await command(page, 'Add Dropout');
      await command(page, 'New project');
      await expect(page.getByRole('dialog')).toBeVisible();
      await keep(page, album, 'question');
    });

    test(`panels before, in and after training, ${album}`, async ({ page }) => {
      await page.setViewportSize(size);
      await untilReady(page);
      await chooseTheme(page, theme);
      await openTemplate(page, 'word-language-model');
      await page.getByRole('button', { name: 'Hide the first steps for good' }).click();
      for (const panel of ['Training', 'Evaluation', 'Inspection', 'Runs']) {
        await page.getByRole('tab', { name: panel }).click();
        await keep(page, album, `${panel.toLowerCase()}-before`);
      }
      await page.getByRole('tab', { name: 'Data' }).click();
      for (const view of ['Text', 'Sequences', 'Vocabulary 26']) {
        await page.getByRole('radiogroup', { name: 'View of the data' }).getByText(view).click();
        await keep(page, album, `data-${view.split(' ')[0]?.toLowerCase()}`);
      }
      await page.getByRole('button', { name: 'Train', exact: true }).first().click();
      await page.getByRole('button', { name: 'Pause' }).click();
      await nodeCard(page, 'lstm-1').click({ position: { x: 60, y: 15 } });
      await keep(page, album, 'training');
      await page.getByRole('button', { name: 'Go on' }).click();
      await expect(page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 120_000 });
      await page.getByRole('button', { name: 'Generate' }).click();
      await expect(page.getByText(/^10 words in/)).toBeVisible();
      await keep(page, album, 'evaluation-text');
      await page.getByRole('tab', { name: 'Training' }).click();
      await keep(page, album, 'training-after');
      await page.getByRole('tab', { name: /^Runs/ }).click();
      await keep(page, album, 'runs');
      await page.getByRole('tab', { name: 'Inspection' }).click();
      await page.getByRole('button', { name: 'Maximise the dock' }).click();
      await expect(page.getByRole('application', { name: /^forget gate/ })).toBeVisible();
      await keep(page, album, 'inspection');
      await page.getByRole('button', { name: 'Restore the dock' }).click();
      await page.getByRole('tab', { name: /^Runs/ }).click();
      await page.getByRole('button', { name: /^More for/ }).click();
      await keep(page, album, 'menu-run');
      await page.getByRole('menuitem', { name: 'Export…' }).click();
      await expect(page.getByLabel('Folder')).toBeVisible();
      await keep(page, album, 'export');
    });

    test(`a forecast and a branched network, ${album}`, async ({ page }) => {
      await page.setViewportSize(size);
      await untilReady(page);
      await chooseTheme(page, theme);
      await openTemplate(page, 'attention-and-concatenation');
      await page.getByRole('button', { name: 'Hide the first steps for good' }).click();
      await keep(page, album, 'branched');
      await nodeCard(page, 'attention-1')
        .or(page.locator('[data-node]').nth(2))
        .first()
        .click({ position: { x: 60, y: 15 } });
      await keep(page, album, 'branched-selected');
      for (const view of ['Columns', 'Rows', 'Windows']) {
        await page.getByRole('radiogroup', { name: 'View of the data' }).getByText(view).click();
        await keep(page, album, `data-${view.toLowerCase()}`);
      }
      await train(page, { epochs: 10 });
      await expect(page.getByRole('rowheader', { name: 'This model' })).toBeVisible();
      await keep(page, album, 'evaluation-forecast');
      await page.getByRole('button', { name: 'Maximise the dock' }).click();
      await keep(page, album, 'evaluation-maximised');
    });
  }
}
