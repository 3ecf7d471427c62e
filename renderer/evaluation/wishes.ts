import { create } from 'zustand';
import type { GenerationSettings } from '../../engine/api';
import type { Project } from '../../engine/project';

/** How the next text is to be written; kept while the panel is closed. */
export interface Wishes {
  readonly seedText: string;
  readonly length: number;
  readonly way: 'greedy' | 'temperature' | 'topK';
  readonly temperature: number;
  readonly topK: number;
  readonly seed: number;
}

const usual = { way: 'greedy', temperature: 0.8, topK: 10, seed: 1 } as const;

/** By the run, since a text that starts one model well is unknown to another. */
export const useWishes = create<{ readonly byRun: ReadonlyMap<string, Wishes> }>()(() => ({ byRun: new Map() }));

export function setWishes(run: string, wishes: Wishes) {
  useWishes.setState(({ byRun }) => ({ byRun: new Map(byRun).set(run, wishes) }));
}

/** Words of a start; characters of one. */
const START_WORDS = 4;
const START_CHARACTERS = 40;

/** A start that the model knows: the first words of what it was trained on. */
export function firstWishes({ data }: Project, head: string): Wishes {
  if (data.is === 'characters') return { ...usual, way: 'temperature', seedText: head.slice(0, START_CHARACTERS), length: 200 };
  const words = head.split(/\s+/).filter((word) => word !== '');
  return {
    ...usual,
    seedText: words
      .slice(0, START_WORDS)
      .join(' ')
      .replace(/[,.;:]$/, ''),
    length: 10,
  };
}

export function settingsOf({ seedText, length, way, temperature, topK, seed }: Wishes): GenerationSettings {
  return { seedText, length, seed, temperature: way === 'greedy' ? 0 : temperature, topK: way === 'topK' ? topK : null };
}
