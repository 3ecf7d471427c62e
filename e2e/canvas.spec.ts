import { expect, test } from './app';
import { dragFromPalette, nodeCard, openBlank, openTemplate, screenshot, untilReady, wire } from './drivers';

test('a template opens with its network, its shapes and its parameters', async ({ page }, info) => {
  await untilReady(page);
  await openTemplate(page, 'word-language-model');
  await expect(nodeCard(page, 'lstm-1')).toContainText('129,000 parameters');
  await expect(page.getByText('134,805')).toBeVisible();
  await screenshot(page, `template-${info.project.name}`);
});

test('layers are dragged from the palette and wired with the mouse', async ({ page }) => {
  await untilReady(page);
  await openBlank(page);
  const embedding = await dragFromPalette(page, 'embedding', { x: 160, y: 120 });
  const lstm = await dragFromPalette(page, 'lstm', { x: 480, y: 120 });
  await wire(page, { node: embedding, port: 'vectors' }, { node: lstm, port: 'sequence' });
  await expect(page.locator('.react-flow__edge')).toHaveCount(1);
});
