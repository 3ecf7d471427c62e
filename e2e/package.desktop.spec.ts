import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from './app';
import { expectBuilt } from './built';
import { startDesktop } from './desktop';
import { openTemplate, untilReady } from './drivers';

const run = promisify(execFile);
const root = resolve(__dirname, '..');

test('the packaged program opens, and trains with the libraries and the data it brings', async ({ folder }) => {
  test.setTimeout(300_000);
  expectBuilt();
  // Away from the sources, which it must not need.
  const away = await mkdtemp(join(tmpdir(), 'unroll-packaged-'));
  try {
    await run(process.execPath, [join(root, 'electron', 'setup', 'package.js'), away], { cwd: root });
    const program = await startDesktop(folder, [], { packaged: join(away, 'linux-unpacked', 'unroll') });
    await untilReady(program.page);
    await openTemplate(program.page, 'one-series-next-value');
    await program.page.getByRole('button', { name: 'Train', exact: true }).click();
    await expect(program.page.getByRole('tab', { name: 'Evaluation' })).toHaveAttribute('aria-selected', 'true', { timeout: 120_000 });
    await program.close();
  } finally {
    await rm(away, { recursive: true, force: true });
  }
});
