import { stat } from 'node:fs/promises';
import { type Calls, type Client, Refusal, type RunSummary } from '../api';
import { findRun } from './runFolder';

/** The runs beside a project, those included that cannot be read. */
export type Listed = Calls['runs.list']['out'];

/** Runs that a refusal names at most: more are no help in a sentence. */
const MAX_NAMED = 20;

/** How a run is called among others: by its word, or by its full name where another one has the same word. */
export function callRun({ run, word }: { run: string; word: string }, { runs, unreadable }: Listed): string {
  return [...runs, ...unreadable].filter((other) => other.word === word).length > 1 ? run : word;
}

/**
 * The run that `said` names: the word or the full name of one beside `projectPath`, or a run's folder wherever it stands. Refused with
 * what there is where it names none or several, and with the reason where that run cannot be read.
 */
export async function whichRun(
  engine: Client,
  { said, projectPath, isElsewhere }: { said: string; projectPath: string; isElsewhere: boolean },
): Promise<{ projectPath: string; summary: RunSummary }> {
  const beside = await engine.call('runs.list', { projectPath });
  const summary = pick(said, beside);
  if (summary) return { projectPath, summary };
  if (!(await namesFolder(said))) throw new Refusal(`There is no run "${said}" beside ${projectPath}: ${whatThereIs(beside)}`);

  const found = await findRun(said);
  if (isElsewhere && found.projectPath !== projectPath) {
    throw new Refusal(`${said} does not stand where --out says: leave --out away, for a run goes on in its own folder.`);
  }
  const there = found.projectPath === projectPath ? beside : await engine.call('runs.list', { projectPath: found.projectPath });
  const inFolder = pick(found.run, there);
  if (!inFolder) throw new Refusal(`${said} holds no run: ${whatThereIs(there)}`);
  return { projectPath: found.projectPath, summary: inFolder };
}

/** A full name goes before a word. Undefined where there is none. */
function pick(said: string, { runs, unreadable }: Listed): RunSummary | undefined {
  const [byName, byWord] = [(each: { run: string }) => each.run === said, (each: { word: string }) => each.word === said];
  const [readable, broken] = [runs, unreadable].some((list) => list.some(byName))
    ? [runs.filter(byName), unreadable.filter(byName)]
    : [runs.filter(byWord), unreadable.filter(byWord)];
  const all = [...readable, ...broken];
  if (all.length > 1) {
    throw new Refusal(`Several runs are called ${said}: say the full name of one, ${all.map(({ run }) => run).join(' or ')}.`);
  }
  if (broken[0]) throw new Refusal(`The run ${said} cannot be read: ${broken[0].why}`);
  return readable[0];
}

async function namesFolder(said: string): Promise<boolean> {
  if (/[\\/]/.test(said)) return true;
  return (await stat(said).catch(() => undefined))?.isDirectory() ?? false;
}

function whatThereIs(listed: Listed): string {
  const names = [
    ...listed.runs.map((each) => callRun(each, listed)),
    ...listed.unreadable.map((each) => `${callRun(each, listed)} (which cannot be read)`),
  ];
  if (names.length === 0) return 'there are none yet.';
  const more = names.length > MAX_NAMED ? ` and ${names.length - MAX_NAMED} more` : '';
  return `there ${names.length === 1 ? 'is' : 'are'} ${names.slice(0, MAX_NAMED).join(', ')}${more}.`;
}
