import { expect, test } from './app';
import { engineAfter, untilGone } from './processes';

/** Milliseconds within which a window says that the engine died. */
const TOLD_WITHIN = 2000;

test('the window opens with its engine ready', async ({ page }) => {
  await expect(page).toHaveTitle(/Unroll/);
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
});

test('an engine that is killed twenty times comes back twenty times, and the window says so', async ({ page, program }) => {
  const chip = page.getByRole('button', { name: /^Engine/ });
  await expect(chip).toHaveAccessibleName(/ready/);
  let engine = await engineAfter(program.pid);
  for (let kill = 1; kill <= 20; kill++) {
    process.kill(engine, 'SIGKILL');
    await expect(chip, `kill ${kill}: the window says so`).toHaveAccessibleName(/starting|restarting/, { timeout: TOLD_WITHIN });
    engine = await engineAfter(program.pid, engine);
    await expect(chip, `kill ${kill}: it is back`).toHaveAccessibleName(/ready/);
  }
});

test('no engine outlives the program by more than five seconds', async ({ page, program }) => {
  await expect(page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
  const engine = await engineAfter(program.pid);
  await program.kill();
  await untilGone(engine, 5000);
});
