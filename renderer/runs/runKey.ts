import type { RunSummary } from '../../engine/api';

/** Tells a run from every other one, and from itself before it was gone on with: part of the key of everything that is kept of it. */
export function runKey(projectPath: string | null, { run, state, epochs, batch, fingerprint }: RunSummary): string {
  return `${projectPath} ${run} ${state} ${epochs} ${batch} ${fingerprint}`;
}
