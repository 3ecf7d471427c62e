import { useMemo } from 'react';
import type { Regression } from '../../engine/api';
import { type Across, formatAmount, formatCount, formatPercent, formatValue, LineChart, type Series } from '../charts';
import classes from './evaluation.module.css';
import { formatColumn } from './verdict';

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
  const mae = formatColumn(scores.map((score) => score.mae));
  const rmse = formatColumn(scores.map((score) => score.rmse));
  const largest = Math.max(...scores.map((score) => score.mae ?? 0));
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
        <table className={classes.scores}>
          <thead>
            <tr>
              <th scope="col">
                <span className={classes.unseen}>Predicted by</span>
              </th>
              <td />
              <th scope="col">MAE</th>
              <th scope="col">RMSE</th>
            </tr>
          </thead>
          <tbody>
            {scores.map(({ name, mae: error }, index) => (
              <tr key={name} data-model={index === 0 || undefined}>
                <th scope="row">{name}</th>
                <td className={classes.bar} aria-hidden="true">
                  <span className={classes.fill} style={{ width: `${largest > 0 ? Math.max(3, ((error ?? 0) / largest) * 100) : 0}%` }} />
                </td>
                <td>{mae[index]}</td>
                <td>{rmse[index]}</td>
              </tr>
            ))}
          </tbody>
        </table>
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
