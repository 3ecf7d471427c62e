import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './app';
import { untilEvaluated, untilReady } from './drivers';
import { copyTemplate } from './files';

const cli = resolve(__dirname, '..', 'out', 'node', 'cli.js');

/** Digits and all, as the run wrote them: every metric of every epoch, without the seconds it took. */
async function metricsOf(runs: string): Promise<string[]> {
  const [run = ''] = await readdir(runs);
  const lines = (await readFile(join(runs, run, 'metrics.jsonl'), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.stringify(JSON.parse(line).metrics));
}

for (const [template, epochs] of [
  ['word-language-model', 20],
  ['one-series-next-value', 5],
] as const) {
  test(`${template} comes to the same losses from the window and from the command line, bit for bit`, async ({ page, program, folder }) => {
    const path = await copyTemplate(template, folder, 'project', { epochs });
    await untilReady(page);
    await program.chooseToOpen(path, () => page.keyboard.press('Control+KeyO'));
    await page.getByRole('button', { name: 'Train', exact: true }).click();
    await untilEvaluated(page);

    await promisify(execFile)(process.execPath, [cli, 'train', path, '--out', join(folder, 'by-command')]);
    const inWindow = await metricsOf(join(folder, 'project.runs'));
    expect(inWindow).toHaveLength(epochs);
    expect(inWindow.at(-1)).toMatch(/"loss":\d/);
    expect(await metricsOf(join(folder, 'by-command', 'project.runs'))).toEqual(inWindow);
  });
}
