import { expect, test } from '../app';
import { dragFromPalette, openBlank, untilReady } from '../drivers';
import { readDrafts } from '../files';
import { engineAfter, untilGone } from '../processes';
import { reportTimes, secondsOf } from './times';

const DEATHS = 5;
/** Seconds until a window says that the engine died. */
const TOLD = 2;
/** Seconds that an engine may outlive the program. */
const OUTLIVED = 5;
/** Seconds of work that a crash may cost. */
const LOST = 5;

test('an engine that is killed', async ({ program, page }) => {
  const message = page.getByRole('alert').filter({ hasText: 'Your project is unharmed' });
  const told: number[] = [];
  const back: number[] = [];
  await untilReady(page);
  let engine = await engineAfter(program.pid);
  for (let death = 0; death < DEATHS; death++) {
    process.kill(engine, 'SIGKILL');
    const begun = performance.now();
    await expect(message).toBeVisible();
    told.push((performance.now() - begun) / 1000);
    engine = await engineAfter(program.pid, engine);
    await untilReady(page);
    back.push((performance.now() - begun) / 1000);
    await message.getByRole('button', { name: 'Close message' }).click();
    await expect(message).toBeHidden();
  }
  reportTimes(`a death of the engine (${program.front}) is told after`, told, { wanted: TOLD });
  reportTimes('it is back after', back);
});

test('a program that is killed', async ({ program, page }) => {
  await untilReady(page);
  await openBlank(page);
  const lost: number[] = [];
  for (let edit = 0; edit < DEATHS; edit++) {
    const added = await dragFromPalette(page, 'dropout', { x: 60 + 190 * (edit % 4), y: 60 + 90 * edit });
    lost.push(await secondsOf(() => expect.poll(async () => (await readDrafts(program.home)).join().includes(`"${added}"`)).toBe(true)));
  }
  reportTimes(`an edit (${program.front}) is safe from a crash after`, lost, { wanted: LOST });
  const engine = await engineAfter(program.pid);
  const gone = await secondsOf(async () => {
    await program.kill();
    await untilGone(engine);
  });
  reportTimes(`a killed program (${program.front}) is gone with its engine after`, [gone], { wanted: OUTLIVED });
});
