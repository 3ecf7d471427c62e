import { useMemo } from 'react';
import type { Classification } from '../../engine/api';
import { byRow, formatCount, formatPercent, HeatMap } from '../charts';
import { visibleToken } from '../start/dataDrawing';
import { topConfusions } from './confusions';
import classes from './evaluation.module.css';

const LISTED = 40;

/** Which class is taken for which: as a heat map, and the most frequent mistakes as a list. */
export function Confusion({ classification }: { classification: Classification }) {
  const { classes: names, confusion, samples } = classification;
  const shares = useMemo(() => byRow(confusion), [confusion]);
  const shown = useMemo(() => names.map(visibleToken), [names]);
  const mistakes = useMemo(() => topConfusions(classification, LISTED), [classification]);
  const wrong = confusion.reduce(
    (sum, row, truth) => sum + row.reduce((rest, count, guess) => (guess === truth ? rest : rest + count), 0),
    0,
  );
  const description =
    wrong === 0
      ? `All ${formatCount(samples)} samples are right.`
      : `${formatCount(wrong)} of ${formatCount(samples)} samples are taken for another class.`;
  return (
    <section className={classes.confusion} aria-label="Confusion">
      <div className={classes.head}>
        <h3 className={classes.title}>Confusion</h3>
        <span className={classes.aside}>{description}</span>
      </div>
      <div className={classes.confused}>
        <HeatMap
          title="Confusion matrix"
          rows={shares}
          rowNames={shown}
          columnNames={shown}
          rowTitle="Truth"
          columnTitle="Prediction"
          scale="sequential"
          description={description}
          write={({ row, column }) => formatCount(confusion[row]?.[column] ?? 0)}
          say={({ row, column }) => {
            const count = confusion[row]?.[column] ?? 0;
            const of = `${formatCount(count)} times, ${formatPercent(shares[row]?.[column] ?? 0)} of all “${shown[row]}”`;
            return row === column ? `“${shown[row]}” recognised ${of}.` : `“${shown[row]}” taken for “${shown[column]}” ${of}.`;
          }}
        />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard */}
        <section className={classes.scrolls} aria-label="Most frequent mistakes" tabIndex={0}>
          <table className={classes.mistakes}>
            <caption>Most frequent mistakes</caption>
            <thead>
              <tr>
                <th scope="col">Truth</th>
                <th scope="col">Taken for</th>
                <th scope="col">Times</th>
                <th scope="col">Share</th>
              </tr>
            </thead>
            <tbody>
              {mistakes.map(({ truth, prediction, count, share }) => (
                <tr key={`${truth} ${prediction}`}>
                  <td>{visibleToken(truth)}</td>
                  <td>{visibleToken(prediction)}</td>
                  <td>{formatCount(count)}</td>
                  <td>{formatPercent(share)}</td>
                </tr>
              ))}
              {mistakes.length === 0 && (
                <tr>
                  <td colSpan={4}>None on this part.</td>
                </tr>
              )}
            </tbody>
          </table>
        </section>
      </div>
    </section>
  );
}
