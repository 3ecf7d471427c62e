import type { Forecast } from '../../engine/api';
import { formatMeasure, formatPercent, UNKNOWN } from '../charts';

/** What a scorecard comes to, honestly. */
export type Verdict =
  | { readonly is: 'better'; readonly share: string; readonly than: string }
  | { readonly is: 'equal'; readonly than: string }
  | { readonly is: 'worse'; readonly share: string; readonly than: string }
  /** There is nothing to compare with, or no finite error. */
  | { readonly is: 'unknown' };

/** Differences below this share are noise. */
const NOISE = 0.005;

/** This model, the first of the scores, against the best of the others by mean absolute error. */
export function judge(scores: Forecast['scores']): Verdict {
  const [model, ...baselines] = scores;
  const measured = baselines.flatMap(({ name, mae }) => (mae === null ? [] : [{ name, mae }])).sort((a, b) => a.mae - b.mae);
  const best = measured[0];
  if (!model || model.mae === null || !best) return { is: 'unknown' };
  const than = best.name;
  if (best.mae === 0) return model.mae === 0 ? { is: 'equal', than } : { is: 'worse', share: formatPercent(1), than };
  const share = 1 - model.mae / best.mae;
  if (Math.abs(share) < NOISE) return { is: 'equal', than };
  return { is: share > 0 ? 'better' : 'worse', share: formatPercent(Math.abs(share)), than };
}

/** More decimals than this are hard to compare: then powers of ten are written. */
const MOST_DECIMALS = 6;

/** Numbers of one column, with as many decimals as its smallest one needs. */
export function formatColumn(values: readonly (number | null)[], digits = 3): string[] {
  const sizes = values.flatMap((value) => (value === null || value === 0 ? [] : [Math.abs(value)]));
  const whole = sizes.length > 0 ? Math.floor(Math.log10(Math.min(...sizes))) + 1 : 1;
  const decimals = Math.max(0, digits - whole);
  if (decimals > MOST_DECIMALS) return values.map((value) => formatMeasure(value, digits));
  return values.map((value) =>
    value === null ? UNKNOWN : value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  );
}
