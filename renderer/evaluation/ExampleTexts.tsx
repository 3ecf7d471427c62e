import type { Classification } from '../../engine/api';
import { formatPercent } from '../charts';
import { Icon } from '../icons';
import classes from './labelled.module.css';

/** Texts the model has not seen: the mistakes it was surest of, then the hits. */
export function ExampleTexts({ examples }: Pick<Classification, 'examples'>) {
  const mistakes = examples.filter(({ truth, prediction }) => truth !== prediction);
  const hits = examples.filter(({ truth, prediction }) => truth === prediction);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.examples} aria-label="Texts" tabIndex={0}>
      <Group title="Surest mistakes" none="It made no mistake on this part." examples={mistakes} />
      <Group title="Surest hits" none="It was right about none of this part." examples={hits} />
    </section>
  );
}

function Group({ title, none, examples }: { title: string; none: string } & Pick<Classification, 'examples'>) {
  return (
    <>
      <h3 className={classes.title}>{title}</h3>
      {examples.length === 0 && <p className={classes.none}>{none}</p>}
      <ul className={classes.list}>
        {examples.map(({ text, truth, prediction, probability }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same text may stand there twice
          <li key={index}>
            <span className={classes.mark} data-right={truth === prediction || undefined}>
              <Icon name={truth === prediction ? 'check' : 'close'} size={14} />
            </span>
            <span className={classes.text}>{text}</span>
            <span className={classes.guess}>
              <b>{prediction}</b> {formatPercent(probability)}
              {truth !== prediction && <small>is {truth}</small>}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
