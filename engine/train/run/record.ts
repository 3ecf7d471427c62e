import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunHistory, RunSummary } from '../../api/training';
import { pipelineSchema } from '../../data/pipeline';
import { nodeType } from '../../nodes';
import { projectSchema, readProject } from '../../project';
import { writeFileAtomic } from '../../project/atomicFile';
import { hasCheckpoint } from './checkpoint';
import { readJournal } from './journal';
import { wordOf } from './name';

/** Batches shown of a run at most. */
const MAX_BATCHES = 1000;

/** `run.json`: what a run was made of and how it ended. */
export const runRecordSchema = z.strictObject({
  format: z.literal('unroll-run'),
  version: z.literal(1),
  project: projectSchema,
  data: z.strictObject({ fingerprint: z.string(), pipeline: pipelineSchema }),
  versions: z.record(z.string(), z.string()),
  seed: z.number().int(),
  parameters: z.number().int(),
  startedAt: z.string(),
  state: z.enum(['running', 'finished', 'stopped', 'stopped early', 'diverged', 'failed']),
  /** The process that trains it, to tell a run under way from one that was cut off. */
  pid: z.number().int(),
  seconds: z.number(),
  note: z.string().nullable(),
});

export type RunRecord = z.infer<typeof runRecordSchema>;

export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await writeFileAtomic(join(folder, 'run.json'), `${JSON.stringify(record, null, 2)}\n`);
}

/** Undefined where the folder is not a run's. */
export async function readRecord(folder: string): Promise<RunRecord | undefined> {
  try {
    const record = runRecordSchema.parse(JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')));
    // As any document: a run may be older than a parameter of its nodes.
    const read = readProject(record.project);
    return read.is === 'project' ? { ...record, project: read.project } : undefined;
  } catch {
    return undefined;
  }
}

/** Every run below `runs`, newest first. */
export async function listRuns(runs: string): Promise<string[]> {
  const names = await readdir(runs).catch(() => []);
  return names
    .filter((name) => /^\d{4}-[\w-]+$/.test(name))
    .sort()
    .reverse();
}

export async function summariseRun(folder: string, run: string): Promise<RunSummary | undefined> {
  const record = await readRecord(folder);
  if (!record) return undefined;
  const { epochs } = await readJournal(folder);
  return summarise(run, record, epochs, await hasCheckpoint(folder));
}

export async function readHistory(folder: string, run: string): Promise<RunHistory | undefined> {
  const record = await readRecord(folder);
  if (!record) return undefined;
  const { epochs, batches } = await readJournal(folder);
  const every = Math.max(1, Math.ceil(batches.length / MAX_BATCHES));
  return {
    summary: summarise(run, record, epochs, await hasCheckpoint(folder)),
    project: record.project,
    epochs,
    batches: batches.filter((_, i) => i % every === 0),
  };
}

export function summarise(run: string, record: RunRecord, epochs: RunHistory['epochs'], checkpoint: boolean): RunSummary {
  const watched = (metrics: RunSummary['last']) => metrics.val_loss ?? metrics.loss ?? Number.POSITIVE_INFINITY;
  const best = epochs.reduce<RunSummary['best']>(
    (found, { epoch, metrics }) => (found && watched(found.metrics) <= watched(metrics) ? found : { epoch, metrics }),
    null,
  );
  return {
    run,
    word: wordOf(run),
    startedAt: record.startedAt,
    state: record.state === 'running' && !isAlive(record.pid) ? 'interrupted' : record.state,
    epochs: epochs.at(-1)?.epoch ?? 0,
    epochsPlanned: record.project.training.epochs,
    seconds: record.seconds || epochs.reduce((sum, { seconds }) => sum + seconds, 0),
    seed: record.seed,
    parameters: record.parameters,
    architecture: describeArchitecture(record.project.graph),
    optimiser: record.project.training.optimiser.is,
    last: epochs.at(-1)?.metrics ?? {},
    best,
    hasCheckpoint: checkpoint,
    note: record.note,
  };
}

/** `LSTM 64, Bidirectional GRU 32, attention`: the layers that make the difference between two runs. */
function describeArchitecture(graph: RunRecord['project']['graph']): string {
  const layers = graph.nodes.flatMap((node) => {
    const type = nodeType(node.type);
    if (type?.group === 'attention') return [type.title.toLowerCase()];
    if (type?.group !== 'recurrent' || type.holds) return [];
    return [`${node.parent === undefined ? '' : 'Bidirectional '}${type.title} ${node.params.units}`];
  });
  return layers.join(', ') || 'no recurrent layer';
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
