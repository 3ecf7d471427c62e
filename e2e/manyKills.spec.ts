import { expect, test } from './app';
import { dragFromPalette, nodeCard, openBlank, untilReady } from './drivers';
import { readDrafts } from './files';

const KILLS = 20;

test('killed 20 times in mid-edit, it comes back 20 times with all but the edit under way', async ({ start }) => {
  test.setTimeout(480_000);
  let program = await start();
  await untilReady(program.page);
  await openBlank(program.page);
  const kept: string[] = [];
  for (let kill = 1; kill <= KILLS; kill++) {
    const { page, home } = program;
    const added = await dragFromPalette(page, 'dropout', { x: 60 + 190 * (kill % 4), y: 40 + 18 * kill });
    await expect.poll(async () => (await readDrafts(home)).join().includes(`"${added}"`), { message: `kill ${kill}` }).toBe(true);
    kept.push(added);
    // In the middle of the next edit, which may be lost.
    const canvas = await page.locator('[data-canvas]').boundingBox();
    await page.mouse.move((canvas?.x ?? 0) + 60 + 190 * (kill % 4) + 40, (canvas?.y ?? 0) + 40 + 18 * kill);
    await page.mouse.down();
    await page.mouse.move((canvas?.x ?? 0) + 400, (canvas?.y ?? 0) + 300, { steps: 3 });
    await program.kill();

    program = await start();
    const found = program.page.getByRole('dialog', { name: 'Unsaved work was found' });
    await found.getByRole('button', { name: 'Open', exact: true }).click();
    await expect(found).toBeHidden();
    for (const name of kept) await expect(nodeCard(program.page, name), `after kill ${kill}`).toHaveCount(1);
  }
  expect(kept).toHaveLength(KILLS);
});
