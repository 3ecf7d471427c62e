import { Message } from './Message';
import classes from './panel.module.css';

/** Over a result of a run whose data are not those it was trained on; one line in the smallest window. word: the run's. */
export function DataChanged({ word }: { word: string }) {
  return (
    <div className={classes.dataChanged}>
      <Message tone="warning">
        The data have changed since {word} was trained. These results are of the data as they are now, in the run’s scaling: train again to
        compare.
      </Message>
    </div>
  );
}
