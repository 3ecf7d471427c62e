import type { Classification } from '../../engine/api';
import { ClassScores } from './ClassScores';
import { Confusion } from './Confusion';
import classes from './evaluation.module.css';

export function ClassificationView({ classification }: { classification: Classification }) {
  return (
    <div className={classes.classification}>
      <Confusion classification={classification} />
      <ClassScores classification={classification} />
    </div>
  );
}
