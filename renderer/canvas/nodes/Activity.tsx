import type { CSSProperties } from 'react';
import { isTraining, useRuns } from '../../store';
import classes from './nodes.module.css';

/** The bar that runs along a layer's foot while it learns. `place`: number of the layer, so that the bars do not run in step. */
export function Activity({ place }: { place: number }) {
  const state = useRuns(({ live }) => (isTraining(live) ? live.state : null));
  if (state === null) return null;
  return (
    <div
      className={classes.activity}
      style={{ '--place': place } as CSSProperties}
      data-paused={state === 'paused' || undefined}
      aria-hidden="true"
    />
  );
}
