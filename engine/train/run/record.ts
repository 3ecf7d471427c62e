import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { RunHistory, RunSummary, UnreadableRun } from '../../api/training';
import { preparedFingerprint } from '../../data/fingerprint';
import { type Pipeline, pipelineSchema } from '../../data/pipeline';
import { nodeType } from '../../nodes';
import { type Project, readProject, recipeKey } from '../../project';
import { writeFileAtomic } from '../../project/atomicFile';
import { isWhole, seal } from '../../project/sealed';
import { migrate } from '../../project/versions/migrate';
import { noScores, type Scores, scoresOf, scoresSchema } from '../observers/scores';
import { bytesOf } from './bytes';
import { readFacts, type StateFacts } from './checkpoint';
import { holderOfRun, listRuns } from './folder';
import { isJournalWhole, marksOf, readEpochs, readJournal } from './journal';
import { wordOf } from './name';
import { recordVersions } from './versions/record';

/** Batches shown of a run at most. */
const MAX_BATCHES = 1000;

const recordFile = z.strictObject({
  format: z.literal('unroll-run'),
  version: z.literal(2),
  /** Checked apart: it may be of an older version. */
  project: z.unknown(),
  data: z.strictObject({ fingerprint: z.string(), pipeline: pipelineSchema }),
  versions: z.record(z.string(), z.string()),
  seed: z.number().int(),
  parameters: z.number().int(),
  /** Its first start, ISO 8601. */
  startedAt: z.string(),
  state: z.enum(['running', 'finished', 'stopped', 'stopped early', 'diverged', 'failed']),
  /** When it went on with other data than before, from which epoch and batch on, and their fingerprint. */
  changes: z.array(z.strictObject({ at: z.string(), epoch: z.number().int(), batch: z.number().int(), fingerprint: z.string() })),
  note: z.string().nullable(),
  checksum: z.string().optional(),
});

/** `run.json`: what a run is made of and how it ended. How far it came stands in its newest checkpoint. */
export interface RunRecord extends Omit<z.infer<typeof recordFile>, 'project' | 'data' | 'checksum'> {
  readonly project: Project;
  readonly data: { readonly fingerprint: string; readonly pipeline: Pipeline };
}

/** A record, or the sentence that says why it cannot be read. */
export type ReadRecord =
  /** `from`: the version it was written in. */
  { readonly is: 'record'; readonly record: RunRecord; readonly from: number } | { readonly is: 'unreadable'; readonly why: string };

const GONE = 'Its checkpoints are gone, so it can neither be used nor go on; its curves are left.';

export const RECORD_FILE = 'run.json';

/** The folder has to be there: a run that somebody removed does not come back as a shell of itself. */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  await access(folder);
  await writeFileAtomic(join(folder, RECORD_FILE), `${JSON.stringify(seal(record), null, 2)}\n`);
}

export async function readRecord(folder: string): Promise<ReadRecord> {
  const unreadable = (why: string): ReadRecord => ({ is: 'unreadable', why });
  let value: unknown;
  try {
    value = JSON.parse(await readFile(join(folder, RECORD_FILE), 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return unreadable('Its run.json is missing.');
    return unreadable(
      code === undefined ? 'Its run.json is no whole JSON, as if it had been cut off.' : `Its run.json cannot be read (${code}).`,
    );
  }
  const migrated = migrate(value, recordVersions);
  if (migrated.is === 'refused') return unreadable(migrated.text);
  if (migrated.from > 1 && !isWhole(value as object)) {
    return unreadable('Its run.json is not what was written: it was damaged, or changed by hand.');
  }
  const parsed = recordFile.safeParse(migrated.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return unreadable(`Its run.json has not the form of one: ${issue?.path.join(' › ') || 'the document'}: ${issue?.message}.`);
  }
  const { checksum: _, project, ...rest } = parsed.data;
  const read = readProject(project);
  return read.is === 'project' ? { is: 'record', record: { ...rest, project: read.project }, from: migrated.from } : unreadable(read.text);
}

/** All runs below `runs`, newest first; those that cannot be read with the reason. A few lines are read of each, however long it was. */
export async function summariseRuns(runs: string): Promise<{ runs: RunSummary[]; unreadable: UnreadableRun[] }> {
  const found: { runs: RunSummary[]; unreadable: UnreadableRun[] } = { runs: [], unreadable: [] };
  for (const run of await listRuns(runs)) {
    const read = await readRecord(join(runs, run));
    if (read.is === 'record') found.runs.push(await summarise(join(runs, run), run, read.record));
    else found.unreadable.push({ run, word: wordOf(run), why: read.why, bytes: await bytesOf(join(runs, run)) });
  }
  return found;
}

/** The run's curves too, or the sentence that says why it cannot be read. */
export async function readHistory(
  folder: string,
  run: string,
): Promise<{ is: 'history'; history: RunHistory } | { is: 'unreadable'; why: string }> {
  const read = await readRecord(folder);
  if (read.is === 'unreadable') return read;
  const { epochs, batches, damage } = await readJournal(folder);
  const marks = marksOf((await readFacts(folder)).state?.observers.journal);
  const isShorter = marks !== undefined && !(await isJournalWhole(folder, marks));
  const every = Math.max(1, Math.ceil(batches.length / MAX_BATCHES));
  const history = {
    summary: await summarise(folder, run, read.record),
    project: read.record.project,
    epochs,
    batches: batches.filter((_, i) => i % every === 0),
    damage: damage ?? (isShorter ? 'Lines at the end of the journals of this run are missing: its curves are not whole.' : null),
  };
  return { is: 'history', history };
}

/** What a run has come to by its record and its newest checkpoint. */
export async function summarise(folder: string, run: string, record: RunRecord): Promise<RunSummary> {
  const { state: facts, damage } = await readFacts(folder);
  const known = facts?.from === 1 ? await completeFacts(folder, facts) : facts;
  const gone = facts === undefined && record.state !== 'running' && (await readEpochs(folder)).epochs.length > 0 ? GONE : null;
  const { last, best } = scoresIn(known);
  const holder = record.state === 'running' ? await holderOfRun(folder) : 'nobody';
  return {
    run,
    word: wordOf(run),
    startedAt: record.startedAt,
    state: record.state === 'running' && holder === 'nobody' ? 'interrupted' : record.state,
    elsewhere: holder === 'other',
    epochs: known?.epoch ?? 0,
    batch: known?.batch ?? 0,
    epochsPlanned: record.project.training.epochs,
    seconds: known?.seconds ?? 0,
    fingerprint: preparedFingerprint(record.data),
    recipe: recipeKey(record.project.data),
    seed: record.seed,
    parameters: record.parameters,
    architecture: describeArchitecture(record.project.graph),
    optimiser: record.project.training.optimiser.is,
    last,
    best,
    hasCheckpoint: facts !== undefined,
    note: [record.note, damage, damage === null ? gone : null].filter((part) => part !== null).join(' ') || null,
    bytes: await bytesOf(folder),
  };
}

function scoresIn(facts: StateFacts | undefined): Scores {
  const slice = facts?.observers.scores;
  return slice === undefined ? noScores : scoresSchema.parse(slice);
}

/** What version 1 wrote into its journal alone. */
async function completeFacts(folder: string, facts: StateFacts): Promise<StateFacts> {
  const epochs = (await readEpochs(folder)).epochs.filter(({ epoch }) => epoch <= facts.epoch);
  const seconds = epochs.reduce((sum, epoch) => sum + epoch.seconds, 0);
  return { ...facts, seconds, observers: { scores: scoresOf(epochs) } };
}

/** `LSTM 64, Bidirectional GRU 32, attention`: the layers that make the difference between two runs. */
function describeArchitecture(graph: Project['graph']): string {
  const layers = graph.nodes.flatMap((node) => {
    const type = nodeType(node.type);
    if (type?.group === 'attention') return [type.title.toLowerCase()];
    if (type?.group !== 'recurrent' || type.holds) return [];
    return [`${node.parent === undefined ? '' : 'Bidirectional '}${type.title} ${node.params.units}`];
  });
  return layers.join(', ') || 'no recurrent layer';
}
