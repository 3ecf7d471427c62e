import { VisuallyHidden } from '@mantine/core';
import classes from './evaluation.module.css';
import { formatColumn } from './verdict';

interface Errors {
  readonly name: string;
  readonly mae: number | null;
  readonly rmse: number | null;
}

interface ErrorTableProps<Scores extends Errors> {
  /** The model first, then what needs no model. */
  readonly scores: readonly Scores[];
  /** What the rows name. */
  readonly by: string;
  /** Columns beside MAE and RMSE. */
  readonly more?: readonly { readonly name: string; readonly help: string; readonly say: (scores: Scores) => string | undefined }[];
}

/** Errors of a model beside those of its baselines, with a bar for each. */
export function ErrorTable<Scores extends Errors>({ scores, by, more = [] }: ErrorTableProps<Scores>) {
  const largest = Math.max(...scores.map(({ mae }) => mae ?? 0));
  const mae = formatColumn(scores.map((score) => score.mae));
  const rmse = formatColumn(scores.map((score) => score.rmse));
  return (
    <table className={classes.scores}>
      <thead>
        <tr>
          <th scope="col">
            <VisuallyHidden>{by}</VisuallyHidden>
          </th>
          <td />
          <th scope="col" title="Mean absolute error, in the unit of the data">
            MAE
          </th>
          <th scope="col" title="Root of the mean squared error: large misses count more">
            RMSE
          </th>
          {more.map(({ name, help }) => (
            <th key={name} scope="col" title={help}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {scores.map((score, index) => (
          <tr key={score.name} data-model={index === 0 || undefined}>
            <th scope="row">{score.name}</th>
            <td className={classes.bar} aria-hidden="true">
              <span className={classes.fill} style={{ width: `${largest > 0 ? Math.max(3, ((score.mae ?? 0) / largest) * 100) : 0}%` }} />
            </td>
            <td>{mae[index]}</td>
            <td>{rmse[index]}</td>
            {more.map(({ name, say }) => (
              <td key={name}>{say(score)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
