import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from '../api';
import { forkChild } from '../host/fork';
import { findTemplates } from '../host/templates';
import { readProjectFile } from '../project/file';

/** The template whose training steps take longest. */
const TEMPLATE = 'character-text';
const CALLS = 300;
/** Milliseconds between two calls. */
const PAUSE = 15;

/** How long the built engine takes to answer a call while it trains, in milliseconds: the median, and what 95 of 100 stay below. */
export async function measureAnswers(): Promise<{ median: number; p95: number }> {
  const template = (await findTemplates()).find(({ id }) => id === TEMPLATE);
  if (!template) throw new Error(`The template "${TEMPLATE}" is missing.`);
  const read = await readProjectFile(template.file);
  if (read.is === 'refused') throw new Error(read.text);
  const folder = mkdtempSync(join(tmpdir(), 'unroll-answers-'));
  const process = forkChild(join(import.meta.dirname, '..', '..', 'out', 'node', 'engine.js'));
  const engine = createClient(process.transport);
  try {
    const project = { ...read.project, training: { ...read.project.training, epochs: 1000 } };
    const projectPath = join(folder, 'project.unroll.json');
    const trains = new Promise<void>((resolve) => {
      engine.on('train.progress', () => resolve());
    });
    await engine.call('train.start', { project, projectPath, resume: null });
    await trains;
    const times: number[] = [];
    for (let call = 0; call < CALLS; call++) {
      const started = performance.now();
      await engine.call('runs.list', { projectPath });
      times.push(performance.now() - started);
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    times.sort((a, b) => a - b);
    const at = (share: number) => times[Math.floor(times.length * share)] ?? Number.NaN;
    return { median: at(0.5), p95: at(0.95) };
  } finally {
    process.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}
