import { SegmentedControl, Select } from '@mantine/core';
import { useMemo } from 'react';
import type { Forecast } from '../../engine/api';
import {
  type Across,
  type BandPoint,
  formatAmount,
  formatCount,
  formatPercent,
  formatValue,
  LineChart,
  type Point,
  type Series,
} from '../charts';
import { distances } from './distances';
import classes from './evaluation.module.css';
import type { Curve } from './evaluations';
import { acrossMoments } from './moments';
import { Scorecard } from './Scorecard';

/** Baselines so far above the model would flatten its curve. */
const SHOWN_ABOVE = 2.5;

interface ForecastViewProps {
  readonly forecast: Forecast;
  /** The column that orders the rows. */
  readonly time: string | null;
  readonly curve: Curve;
  readonly onCurve: (curve: Curve) => void;
}

/** Truth and prediction over the test part, the scores, and how the error grows with the distance. */
export function ForecastView({ forecast, time, curve, onCurve }: ForecastViewProps) {
  const { at, truth, prediction, target, targets, horizon, band, future } = forecast;
  const across = useMemo(() => acrossMoments([...at, ...future.at], time), [at, future, time]);
  const series = useMemo(
    (): Series[] => [
      { id: 'truth', label: 'Truth', voice: 'truth', points: inOrder(truth) },
      {
        id: 'prediction',
        label: 'Prediction',
        voice: 'model',
        points: inOrder(prediction),
        ...(band ? { band: bandAround(prediction, band.halfWidth), bandLabel: formatPercent(band.share) } : {}),
      },
      { id: 'future', label: 'Next', voice: 'modelHeldOut', points: futurePoints(forecast) },
    ],
    [truth, prediction, band, forecast],
  );
  const several = horizon > 1;
  return (
    <div className={classes.forecast} data-several={several || undefined}>
      <LineChart
        title={targets.length > 1 ? 'Forecast on the test part' : `Forecast on the test part, ${target}`}
        series={series}
        across={across}
        say={sayValue}
      >
        {targets.length > 1 && (
          <Select
            aria-label="Target"
            className={classes.target}
            value={String(targets.indexOf(target))}
            data={targets.map((name, index) => ({ value: String(index), label: name }))}
            onChange={(value) => onCurve({ ...curve, target: Number(value) })}
          />
        )}
        {several && (
          <span className={classes.ahead}>
            <span aria-hidden="true">Ahead</span>
            <SegmentedControl
              aria-label="Steps ahead"
              value={String(curve.ahead)}
              data={distances(horizon, curve.ahead).map(String)}
              onChange={(value) => onCurve({ ...curve, ahead: Number(value) })}
            />
          </span>
        )}
      </LineChart>
      <Scorecard forecast={forecast} />
      {several && <ByStep forecast={forecast} />}
    </div>
  );
}

/** Beyond the last row of the data, from the last value that is known on. */
function futurePoints({ truth, future }: Forecast): Point[] {
  const last = truth.length - 1;
  const start: Point[] = last >= 0 ? [{ x: last, y: truth[last] ?? null }] : [];
  return [...start, ...future.prediction.map((y, step) => ({ x: last + 1 + step, y }))];
}

function bandAround(values: readonly (number | null)[], halfWidth: number): BandPoint[] {
  return values.flatMap((y, x) => (y === null ? [] : [{ x, low: y - halfWidth, high: y + halfWidth }]));
}

const sayValue = (value: number | null | undefined) => formatValue(value);

function inOrder(values: readonly (number | null)[]): Point[] {
  return values.map((y, x) => ({ x, y }));
}

const AHEAD: Omit<Across, 'ticks'> = { label: '', say: (x) => `${formatAmount(x, 'step')} ahead`, tick: formatCount };

function ByStep({ forecast: { maeByStep, scores, horizon } }: { forecast: Forecast }) {
  const series = useMemo(
    () =>
      maeByStep.map(
        (values, index): Series => ({
          id: String(index),
          label: scores[index]?.name ?? '',
          voice: index === 0 ? 'model' : 'other',
          points: values.map((y, step) => ({ x: step + 1, y })),
        }),
      ),
    [maeByStep, scores],
  );
  const across = useMemo((): Across => ({ ...AHEAD, ticks: distances(horizon, horizon) }), [horizon]);
  const highest = Math.max(...(maeByStep[0] ?? []).map((value) => value ?? 0));
  return (
    <LineChart
      title="MAE by steps ahead"
      series={series}
      across={across}
      say={sayValue}
      fromZero
      upTo={highest > 0 ? highest * SHOWN_ABOVE : undefined}
      legend="inline"
      withExport={false}
    />
  );
}
