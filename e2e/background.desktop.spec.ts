import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './app';
import { desktopCommand, mainProcessOf, noteNotices } from './desktop';
import { untilReady } from './drivers';
import { copyTemplate } from './files';
import { engineAfter, signal, untilGone } from './processes';
import type { Program } from './program';

const isShown = (program: Program) => mainProcessOf(program).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());

const isKeptAwake = (program: Program) =>
  mainProcessOf(program).evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)));

/** Closes the window as its button does. → the question that stands there then. */
async function askedToClose(program: Program) {
  await mainProcessOf(program).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  const question = program.page.getByRole('dialog', { name: 'Training is under way' });
  await expect(question).toBeVisible();
  return question;
}

/** Trains a project of so many epochs. → its runs. */
async function train(program: Program, folder: string, { epochs }: { epochs: number }): Promise<string> {
  const { page } = program;
  const path = await copyTemplate('word-language-model', folder, 'hamlet', { epochs });
  await untilReady(page);
  await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
  await expect(page.getByRole('button', { name: /File menu of "hamlet"/ })).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Training \d+ %/ })).toBeVisible();
  return join(folder, 'hamlet.runs');
}

/** The folder of the one run below `runs`. */
async function runIn(runs: string): Promise<string> {
  const [run, ...more] = await readdir(runs);
  if (run === undefined || more.length > 0) throw new Error(`There is not one run in ${runs}.`);
  return join(runs, run);
}

async function recordOf(runs: string): Promise<unknown> {
  return JSON.parse(await readFile(join(await runIn(runs), 'run.json'), 'utf8'));
}

test('a run goes on behind a hidden window, which a second start shows again, and where it is stopped', async ({ program, folder }) => {
  const told = await noteNotices(program);
  expect(await isKeptAwake(program)).toBe(false);
  const runs = await train(program, folder, { epochs: 10_000 });
  expect(await isKeptAwake(program)).toBe(true);
  const question = await askedToClose(program);
  await question.getByRole('button', { name: 'Keep the window open' }).click();
  await expect(question).toHaveCount(0);
  expect(await isShown(program)).toBe(true);

  const engine = await engineAfter(program.pid);
  await (await askedToClose(program)).getByRole('button', { name: 'Go on in the background' }).click();
  await expect.poll(() => isShown(program)).toBe(false);
  expect(await told()).toEqual(['hamlet: Training goes on in the background: start the program again to see it.']);
  const journal = join(await runIn(runs), 'metrics.jsonl');
  const before = (await stat(journal)).size;
  await expect.poll(async () => (await stat(journal)).size).toBeGreaterThan(before);
  expect(await engineAfter(program.pid)).toBe(engine);
  expect(await isKeptAwake(program)).toBe(true);

  const { executable, args, env } = desktopCommand(folder);
  await once(spawn(executable, args, { env, stdio: 'ignore' }), 'exit');
  await expect.poll(() => isShown(program)).toBe(true);
  await (await askedToClose(program)).getByRole('button', { name: 'Stop and close' }).click();
  await untilGone(program.pid);
  expect(await recordOf(runs)).toMatchObject({ state: 'stopped' });
});

test('a program in the background ends by itself once its run is done', async ({ program, folder }) => {
  const runs = await train(program, folder, { epochs: 40 });
  // However fast the machine is, the run is not over before the window is hidden.
  const engine = await engineAfter(program.pid);
  signal(engine, 'SIGSTOP');
  await (await askedToClose(program)).getByRole('button', { name: 'Go on in the background' }).click();
  await expect.poll(() => isShown(program)).toBe(false);
  signal(engine, 'SIGCONT');
  await untilGone(program.pid);
  expect(await recordOf(runs)).toMatchObject({ state: 'finished' });
  // What it came to stands on the start page.
  expect(await readFile(join(program.home, 'recent.json'), 'utf8')).toMatch(/loss|accuracy/);
});
