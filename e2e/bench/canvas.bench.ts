import { expect, test } from '../app';
import { nodeCard, untilReady } from '../drivers';
import { nameOf, writeLargeProject } from './largeGraph';
import { measure, report, swing } from './pace';

/** Frames a second. */
const WANTED = 55;

test('500 layers and 1,008 wires', async ({ program, page, folder }) => {
  const path = await writeLargeProject(folder);
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await expect(page.locator('[data-node]')).toHaveCount(500);
  report('at rest', await measure(page, () => page.mouse.move(700, 300)), WANTED);

  const at = { x: 700, y: 300 };
  const pan = async (zoom: string) => {
    await page.mouse.move(at.x, at.y);
    await page.mouse.down({ button: 'middle' });
    const pace = await measure(page, (moment) => page.mouse.move(at.x + swing(moment, 200), at.y + swing(moment, 100)));
    report(`pan, ${zoom}`, pace, WANTED);
    await page.mouse.up({ button: 'middle' });
  };
  const drag = async (zoom: string, name: string) => {
    const card = await nodeCard(page, name).boundingBox();
    if (!card) throw new Error(`"${name}" is not in view.`);
    const from = { x: card.x + card.width / 2, y: card.y + card.height / 8 };
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    const pace = await measure(page, (moment) => page.mouse.move(from.x + swing(moment, 150), from.y + swing(moment, 80)));
    report(`drag, ${zoom}`, pace, WANTED);
    await page.mouse.up();
    await page.keyboard.press('Control+z');
  };
  const middle = nameOf(12, 10);
  await pan('whole graph in view');
  await drag('whole graph in view', middle);
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search layers, commands and runs').fill('Full size');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Zoom, 100 %' })).toBeVisible();
  await pan('full size');
  const seen = await page.locator('[data-node]').evaluateAll((cards) => {
    const canvas = document.querySelector('[data-canvas]')?.getBoundingClientRect() ?? new DOMRect();
    const [x, y] = [canvas.left + canvas.width / 2, canvas.top + canvas.height / 2];
    const away = (card: Element) => {
      const { left, top, width, height } = card.getBoundingClientRect();
      return Math.hypot(left + width / 2 - x, top + height / 2 - y);
    };
    return [...cards].sort((a, b) => away(a) - away(b))[0]?.getAttribute('data-node') ?? '';
  });
  await drag('full size', seen);
});
