import { Message } from '../panel';
import type { ShownRun } from './shownRun';
import classes from './training.module.css';

/** Over the curves of a run whose journals cannot be read to their end: from where on they are missing. */
export function JournalDamage({ history }: Pick<ShownRun, 'history'>) {
  if (history?.is !== 'ready' || history.value.damage === null) return null;
  return (
    <div className={classes.damage}>
      <Message tone="warning">{history.value.damage}</Message>
    </div>
  );
}
