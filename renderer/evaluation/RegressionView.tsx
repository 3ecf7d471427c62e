import { useMemo } from 'react';
import type { Regression } from '../../engine/api';
import { type Across, formatAmount, formatCount, formatPercent, formatValue, LineChart, type Series } from '../charts';
import { ErrorTable } from './ErrorTable';
import classes from './evaluation.module.css';

const PARTS = { train: 'training', validation: 'validation', test: 'test' } as const;
const say = (value: number | null | undefined) => formatValue(value);

/** How near the predictions come to numbers that do not follow each other in time: in the order of the truth, beside the mean. */
export function RegressionView({ regression }: { regression: Regression }) {
  const { part, samples, target, scores, solved, truth, prediction } = regression;
  const series = useMemo((): Series[] => {
    const order = truth.map((_, sample) => sample).sort((a, b) => (truth[a] ?? 0) - (truth[b] ?? 0));
    const points = (values: Regression['truth']) => order.map((sample, place) => ({ x: place + 1, y: values[sample] ?? null }));
    return [
      { id: 'prediction', label: 'Prediction', voice: 'model', points: points(prediction) },
      { id: 'truth', label: 'Truth', voice: 'truth', points: points(truth) },
    ];
  }, [truth, prediction]);
  return (
    <div className={classes.regression}>
      <LineChart title={`${target}, from the smallest to the largest`} series={series} across={SAMPLES} say={say} />
      <section className={classes.scorecard} aria-labelledby="regression-title">
        <div className={classes.head}>
          <h3 id="regression-title" className={classes.title}>
            Scorecard
          </h3>
          <span className={classes.aside}>{formatAmount(samples, `${PARTS[part]} sample`)}</span>
        </div>
        <ErrorTable scores={scores} by="Predicted by" />
        <p className={classes.verdict}>
          <span>
            <b>{formatPercent(solved.share)}</b> of the samples are right to within {formatValue(solved.tolerance)}, which counts as solved.
          </span>
        </p>
      </section>
    </div>
  );
}

const SAMPLES: Across = { label: 'Sample', say: (x) => `Sample ${formatCount(x)}`, tick: formatCount };
