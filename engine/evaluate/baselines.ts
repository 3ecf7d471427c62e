/** Forecasts that need no model: what a network has to beat. */
export interface Baseline {
  readonly name: string;
  /** The forecast for row `at + ahead − 1`, from rows before `at` alone. `at`: the first row after the window. */
  readonly forecast: (at: number, ahead: number) => number;
}

/** Autocorrelation below this is no season. */
const SEASON_CORRELATION = 0.3;
/** Seasons are sought up to this many rows, and up to a third of the training part. */
const LONGEST_SEASON = 400;

/** Last value, mean of the window and, where the training part shows one, the value a season before. trainEnd: rows [0, trainEnd). */
export function createBaselines(series: Float64Array, window: number, trainEnd: number): readonly Baseline[] {
  const value = (row: number) => series[row] as number;
  const season = findSeason(series.subarray(0, trainEnd));
  const seasonal: Baseline[] =
    season === undefined
      ? []
      : [
          {
            name: `Value ${season} rows before`,
            // The latest row that is known and stands whole seasons before.
            forecast: (at, ahead) => value(at + ahead - 1 - season * Math.ceil(ahead / season)),
          },
        ];
  return [
    { name: 'Last value', forecast: (at) => value(at - 1) },
    ...seasonal,
    {
      name: 'Mean of the window',
      forecast: (at) => {
        let sum = 0;
        for (let row = at - window; row < at; row++) sum += value(row);
        return sum / window;
      },
    },
  ];
}

/** The lag of the highest peak of the autocorrelation, once the trend is taken off by differences; undefined where there is none. */
export function findSeason(series: Float64Array): number | undefined {
  const changes = series.slice(1).map((after, i) => after - (series[i] as number));
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  const centred = changes.map((change) => change - mean);
  const variance = centred.reduce((sum, change) => sum + change * change, 0);
  const longest = Math.min(LONGEST_SEASON, Math.floor(centred.length / 3));
  const correlation = (lag: number) => {
    let sum = 0;
    for (let i = lag; i < centred.length; i++) sum += (centred[i] as number) * (centred[i - lag] as number);
    return sum / variance;
  };
  let best: { lag: number; value: number } | undefined;
  let [before, here] = [correlation(1), correlation(2)];
  for (let lag = 2; lag < longest; lag++) {
    const after = correlation(lag + 1);
    if (here >= before && here > after && here > Math.max(SEASON_CORRELATION, best?.value ?? 0)) best = { lag, value: here };
    [before, here] = [here, after];
  }
  return best?.lag;
}
