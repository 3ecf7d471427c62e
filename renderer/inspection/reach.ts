import type { LayerGradient } from '../../engine/api';
import type { Point } from '../charts';

/** How far back in time a loss reaches. */

/** Below this share of the last step's norm a step learns next to nothing. */
export const FADED = 0.01;

/** Norms by time step, first to last from 1; what is zero or unknown has no place on a logarithmic axis. */
export function gradientPoints(norms: LayerGradient['norms']): Point[] {
  return norms.map((norm, step) => ({ x: step + 1, y: norm !== null && norm > 0 ? norm : null }));
}

/** Steps back from the last one read at which the norm first falls under `FADED` of it; undefined where it never does. */
export function fadesAfter({ norms: inTime, direction }: Pick<LayerGradient, 'norms' | 'direction'>): number | undefined {
  const norms = direction === 'backward' ? [...inTime].reverse() : inTime;
  const last = norms[norms.length - 1];
  if (last === null || last === undefined || last <= 0) return undefined;
  for (let back = 1; back < norms.length; back++) {
    const norm = norms[norms.length - 1 - back];
    if (norm !== null && norm !== undefined && norm < FADED * last) return back;
  }
  return undefined;
}
