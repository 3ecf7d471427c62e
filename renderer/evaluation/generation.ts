import { create } from 'zustand';
import { Cancelled, type GenerationNews, type Job, type Jobs } from '../../engine/api';
import { announce } from '../notices';
import { sayFailure } from '../panel';
import { engine } from '../transport';

/** Text that a run writes, as it arrives. */

export type Candidates = GenerationNews['candidates'];

export interface Generation {
  readonly state: 'running' | 'ended' | 'failed';
  readonly run: string;
  readonly seedText: string;
  readonly text: string;
  /** The likeliest next ones at the place it has come to. */
  readonly candidates: Candidates;
  /** How it ended, or why it failed. */
  readonly note: string | null;
  readonly seconds: number | null;
  readonly tokens: number;
}

interface GenerationState {
  readonly shown: Generation | null;
}

export const useGeneration = create<GenerationState>()(() => ({ shown: null }));

/** What is being written now. */
let underWay: Job<'generate'> | undefined;

/** Changes what is shown, as long as it is of this job. */
function change(job: Job<'generate'>, next: (shown: Generation) => Generation) {
  if (job === underWay) useGeneration.setState(({ shown }) => (shown ? { shown: next(shown) } : {}));
}

/** Lets a run write; what was being written before ends. Settles when it has ended, however it did. */
export async function startGeneration(request: Jobs['generate']['request']): Promise<void> {
  stopGeneration();
  const { run, settings } = request;
  const shown = { run, seedText: settings.seedText, text: '', candidates: [], note: null, seconds: null, tokens: 0 };
  useGeneration.setState({ shown: { state: 'running', ...shown } });
  const started = performance.now();
  const job: Job<'generate'> = engine.job('generate', request, ({ share }, { text, candidates }) => {
    const tokens = Math.round((share ?? 0) * settings.length);
    change(job, (now) => ({ ...now, text: now.text + text, candidates, tokens }));
  });
  underWay = job;
  try {
    const { tokens, seconds, note } = await job.result;
    change(job, (now) => ({ ...now, state: 'ended', tokens, seconds, note }));
    announce('The text is written.');
  } catch (error) {
    if (error instanceof Cancelled) change(job, (now) => ({ ...now, state: 'ended', seconds: (performance.now() - started) / 1000 }));
    else change(job, (now) => ({ ...now, state: 'failed', note: sayFailure(error) }));
  }
}

export function stopGeneration(): void {
  underWay?.cancel();
}
