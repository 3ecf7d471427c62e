import { create } from 'zustand';
import type { Events, GenerationSettings } from '../../engine/api';
import { announce } from '../notices';
import { sayFailure } from '../panel';
import { engine } from '../transport';

/** Text that a run writes, as it arrives. */

export type Candidates = Events['generate.text']['candidates'];

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
  /** The engine's name for what is under way. */
  readonly id: string | null;
}

export const useGeneration = create<GenerationState>()(() => ({ shown: null, id: null }));

/** Set while the engine is starting one whose name is not known yet: its first words may come before the answer. */
let starting = false;

function change(generation: string, next: (shown: Generation) => Generation) {
  useGeneration.setState(({ shown, id }) => {
    if (!shown || (id !== generation && !(starting && id === null))) return {};
    return { id: generation, shown: next(shown) };
  });
}

export async function startGeneration(given: { projectPath: string; run: string; settings: GenerationSettings }): Promise<void> {
  await stopGeneration();
  const { run, settings } = given;
  starting = true;
  useGeneration.setState({
    id: null,
    shown: { state: 'running', run, seedText: settings.seedText, text: '', candidates: [], note: null, seconds: null, tokens: 0 },
  });
  try {
    const { generation } = await engine.call('generate.start', given);
    change(generation, (shown) => shown);
  } catch (error) {
    const note = sayFailure(error);
    useGeneration.setState(({ shown }) => (shown ? { shown: { ...shown, state: 'failed', note } } : {}));
  } finally {
    starting = false;
  }
}

export async function stopGeneration(): Promise<void> {
  const { shown, id } = useGeneration.getState();
  if (shown?.state === 'running' && id !== null) await engine.call('generate.stop', { generation: id });
}

/** Follows what the engine writes. → stops doing so. */
export function watchGeneration(): () => void {
  const stops = [
    engine.on('generate.text', ({ generation, text, candidates }) =>
      change(generation, (shown) => ({ ...shown, text: shown.text + text, candidates })),
    ),
    engine.on('generate.ended', ({ generation, tokens, seconds, note }) => {
      change(generation, (shown) => ({ ...shown, state: 'ended', tokens, seconds, note }));
      announce('The text is written.');
    }),
    engine.on('engine.status', (status) => {
      if (status.is !== 'lost' && status.is !== 'given up') return;
      useGeneration.setState(({ shown }) =>
        shown?.state === 'running'
          ? { id: null, shown: { ...shown, state: 'failed', note: 'The engine was lost while it wrote. Try again.' } }
          : {},
      );
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}
