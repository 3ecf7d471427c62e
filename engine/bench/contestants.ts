import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type Contestant, startContestant } from './contestant';

type Environment = Readonly<Record<string, string>>;

function startScript(name: string, script: string, env: Environment = {}): Contestant {
  return startContestant(name, process.execPath, ['--import', 'tsx', join(import.meta.dirname, script)], env);
}

export const startOurs = (env?: Environment) => startScript('ours', 'ours.ts', env);
export const startStock = () => startScript('tfjs-node', 'stock.ts');
export const startDuckDb = () => startScript('DuckDB', 'duckdb.ts');

/** Keras with and without its compiler, and PyTorch, installed first where they are not. */
export function startPeers(): Contestant[] {
  const { installPeers } = createRequire(import.meta.url)('../../electron/setup/peers') as { installPeers(names: string[]): string };
  const python = installPeers(['keras', 'torch']);
  return ['keras', 'keras-jit', 'torch'].map((name) => startContestant(name, python, [join(import.meta.dirname, 'peers.py'), name]));
}
