import { isTraining, useRuns } from '../../store';
import classes from './nodes.module.css';

/** The bar that runs along a layer's foot while it learns. */
export function Activity() {
  const state = useRuns(({ live }) => (isTraining(live) ? live.state : null));
  if (state === null) return null;
  return <div className={classes.activity} data-paused={state === 'paused' || undefined} aria-hidden="true" />;
}
