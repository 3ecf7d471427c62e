import type { Voice } from './points';

/** The model speaks in accent, the truth in ink, everybody else in dashed grey; dotted is what training did not see. */
export const VOICES: Readonly<Record<Voice, { stroke: string; width: number; dash?: string }>> = {
  model: { stroke: 'var(--d-model)', width: 1.75 },
  modelHeldOut: { stroke: 'var(--d-model)', width: 1.5, dash: '1.5 3.5' },
  truth: { stroke: 'var(--d-truth)', width: 1.25 },
  other: { stroke: 'var(--d-other)', width: 1.5, dash: '4 3' },
  otherHeldOut: { stroke: 'var(--d-other)', width: 1.5, dash: '1.5 3.5' },
};
