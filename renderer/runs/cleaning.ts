import type { RunSummary, UnreadableRun } from '../../engine/api';
import { formatBytes } from '../../engine/check';
import { formatAmount } from '../charts';
import { bestRuns } from './columns';

/** A run as it stands among those that can be cleaned up. */
export interface Candidate {
  readonly run: string;
  readonly word: string;
  readonly bytes: number;
  readonly of: { readonly is: 'summary'; readonly summary: RunSummary } | { readonly is: 'unreadable'; readonly why: string };
  /** Why it cannot be chosen, in a sentence. */
  readonly blocked: string | null;
  /** Whether it is the best, or as good as the best, of those that can be chosen. */
  readonly best: boolean;
}

/** All runs, those that cannot be read too, newest first: their names begin with their time. */
export function candidatesOf(list: readonly RunSummary[], unreadable: readonly UnreadableRun[]): Candidate[] {
  const ended = list.filter((run) => !isUnderWay(run));
  const best = new Set(bestRuns(ended));
  const readable = list.map((summary): Candidate => {
    const { run, word, bytes } = summary;
    const blocked = isUnderWay(summary) ? 'It is under way: stop it first.' : null;
    return { run, word, bytes, of: { is: 'summary', summary }, blocked, best: best.has(run) };
  });
  const others = unreadable.map(
    ({ run, word, why, bytes }): Candidate => ({ run, word, bytes, of: { is: 'unreadable', why }, blocked: null, best: false }),
  );
  return [...readable, ...others].sort((a, b) => (a.run < b.run ? 1 : -1));
}

function isUnderWay({ state }: RunSummary): boolean {
  return state === 'running' || state === 'paused';
}

/** Those that are chosen and still can be: one may have gone, or have been gone on with, since. */
export function chosenOf(candidates: readonly Candidate[], chosen: ReadonlySet<string>): Candidate[] {
  return candidates.filter(({ run, blocked }) => blocked === null && chosen.has(run));
}

export function allButTheBest(candidates: readonly Candidate[]): Set<string> {
  return new Set(candidates.filter(({ blocked, best }) => blocked === null && !best).map(({ run }) => run));
}

export function toggled(chosen: ReadonlySet<string>, run: string): Set<string> {
  const next = new Set(chosen);
  if (!next.delete(run)) next.add(run);
  return next;
}

type Sized = Pick<Candidate, 'bytes'>;

/** `3 runs take 2.4 MB on the disk`. */
export function sayDisk(runs: readonly Sized[]): string {
  return `${formatAmount(runs.length, 'run')} ${runs.length === 1 ? 'takes' : 'take'} ${formatBytes(total(runs))} on the disk`;
}

/** `2 runs, 1.1 MB`. */
export function saySize(runs: readonly Sized[]): string {
  return `${formatAmount(runs.length, 'run')}, ${formatBytes(total(runs))}`;
}

/** `maple, elm and ash`. */
export function sayWords(runs: readonly Pick<Candidate, 'word'>[]): string {
  const words = runs.map(({ word }) => word);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/** A run that could not be taken away, and why, in a sentence. */
export type Left = Pick<Candidate, 'word'> & { readonly why: string };

/** What was removed and what could not be, those with the same reason together. */
export function sayOutcome(removed: readonly (Sized & Pick<Candidate, 'word'>)[], left: readonly Left[]): string {
  const done =
    removed.length === 0 ? [] : [`${sayWords(removed)} ${removed.length === 1 ? 'was' : 'were'} removed: ${formatBytes(total(removed))}.`];
  const reasons = [...new Set(left.map(({ why }) => why))];
  const not = reasons.map((why) => `${sayWords(left.filter((one) => one.why === why))} could not be removed: ${why}`);
  return [...done, ...not].join(' ');
}

function total(runs: readonly Sized[]): number {
  return runs.reduce((sum, { bytes }) => sum + bytes, 0);
}
