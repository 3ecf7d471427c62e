import type { Classification } from '../../engine/api';
import { formatAmount, formatMeasure, formatPercent } from '../charts';
import { Message } from '../panel';
import classes from './evaluation.module.css';

const PARTS = { train: 'training', validation: 'validation', test: 'test' } as const;

/** How often the right class was the likeliest, beside what one has without a model. */
export function ClassScores({ classification }: { classification: Classification }) {
  const { part, samples, accuracy, baseline, perplexity, loss } = classification;
  const better = accuracy !== null && accuracy > baseline;
  return (
    <section className={classes.classScores} aria-label="Scores">
      <div className={classes.head}>
        <h3 className={classes.title}>Scores</h3>
        <span className={classes.aside}>{formatAmount(samples, `${PARTS[part]} sample`)}</span>
      </div>
      <dl className={classes.measures}>
        <Measure name="Accuracy" value={formatPercent(accuracy, 1)} share={accuracy ?? 0} model />
        <Measure name="Most frequent class" value={formatPercent(baseline, 1)} share={baseline} />
      </dl>
      <dl className={classes.plain}>
        {perplexity !== null && (
          <div>
            <dt title="As unsure as a fair choice among this many">Perplexity</dt>
            <dd>{formatMeasure(perplexity, 3)}</dd>
          </div>
        )}
        <div>
          <dt>Loss</dt>
          <dd>{formatMeasure(loss)}</dd>
        </div>
      </dl>
      {part === 'train' ? (
        <Message tone="warning">
          Nothing was held out, so this says how well it remembers its own samples, not how well it does on new ones.
        </Message>
      ) : (
        <Message tone={better ? 'ok' : 'warning'}>
          {better
            ? `${formatPercent(accuracy)} right, where always saying the most frequent class gives ${formatPercent(baseline)}.`
            : 'No better than always saying the most frequent class: train longer, or give it more data.'}
        </Message>
      )}
    </section>
  );
}

function Measure({ name, value, share, model = false }: { name: string; value: string; share: number; model?: boolean }) {
  return (
    <div className={classes.measure} data-model={model || undefined}>
      <dt>{name}</dt>
      <dd>
        <span className={classes.measureBar} aria-hidden="true">
          <span className={classes.fill} style={{ width: `${share * 100}%` }} />
        </span>
        {value}
      </dd>
    </div>
  );
}
