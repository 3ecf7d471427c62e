import type { RunSummary } from '../../engine/api';

/**
 * Whether a run was trained on other data than the project's recipe gives now. Rests on fingerprints, so it holds after a restart too.
 * Runs of another recipe are other runs anyway, and of data that are not known nothing is said: false.
 *
 * now: what the project's recipe does, and the fingerprint of what it gives; undefined where that is not known.
 */
export function hasOtherData(
  { recipe, fingerprint }: Pick<RunSummary, 'recipe' | 'fingerprint'>,
  now: { readonly recipe: string; readonly fingerprint: string | undefined },
): boolean {
  return now.fingerprint !== undefined && recipe === now.recipe && fingerprint !== now.fingerprint;
}
