import { Message } from './Message';
import classes from './panel.module.css';

/** Over a result of a run whose data are not those it was trained on. word: the run's. */
export function DataChanged({ word }: { word: string }) {
  return (
    <div className={classes.dataChanged}>
      <Message tone="warning">
        The data have changed since {word} was trained. What stands here is of the data as they are now, with the scaling and vocabulary of{' '}
        {word}: train again to compare like with like.
      </Message>
    </div>
  );
}
