import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReferenceAnswer } from './answer';
import type { Request } from './request';

/** Asks an installed Keras; installs it into its own environment first if need be. */
export function askKeras(requests: Readonly<Record<string, Request>>): { keras: string; cases: Record<string, ReferenceAnswer> } {
  const { installPeers } = createRequire(import.meta.url)('../../electron/setup/peers') as { installPeers(names: string[]): string };
  const python = installPeers(['keras']);
  const folder = mkdtempSync(join(tmpdir(), 'unroll-parity-'));
  try {
    const [asked, answered] = [join(folder, 'requests.json'), join(folder, 'answers.json')];
    writeFileSync(asked, JSON.stringify(requests));
    const script = join(import.meta.dirname, 'keras_reference.py');
    const done = spawnSync(python, [script, asked, answered], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (done.status !== 0) throw new Error(`Keras did not answer:\n${done.stderr.split('\n').slice(-25).join('\n')}`);
    return JSON.parse(readFileSync(answered, 'utf8'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
