import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDesktop } from '../desktop';
import { reportTimes } from './times';

const STARTS = 5;
/** Seconds until the window can be used. */
const WANTED = 2;

test('the built desktop window', async () => {
  const shown: number[] = [];
  const ready: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    const folder = await mkdtemp(join(tmpdir(), 'unroll-bench-'));
    const begun = Date.now();
    const program = await startDesktop(folder, [], { atSize: false });
    await expect(program.page.locator('[data-template]').first()).toBeVisible();
    shown.push((Date.now() - begun) / 1000);
    await expect(program.page.getByRole('button', { name: /^Engine ready/ })).toBeVisible();
    ready.push((Date.now() - begun) / 1000);
    await program.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
  reportTimes('start page usable after', shown, { wanted: WANTED });
  reportTimes('engine ready after', ready);
});
