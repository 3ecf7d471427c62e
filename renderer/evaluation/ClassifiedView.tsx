import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Classification } from '../../engine/api';
import { ClassScores } from './ClassScores';
import { Confusion } from './Confusion';
import classes from './evaluation.module.css';

interface ClassifiedViewProps {
  readonly classification: Classification;
  /** Of the choice between the two views. */
  readonly label: string;
  /** What the model makes of texts, which stands first. */
  readonly own: { readonly name: string; readonly content: ReactNode };
  /** Beside both views, above the scores. */
  readonly beside?: ReactNode;
}

/** A model that chooses among classes: what it does with texts or, in the same place, which classes it takes for which. */
export function ClassifiedView({ classification, label, own, beside }: ClassifiedViewProps) {
  const [view, setView] = useState<'own' | 'confusion'>('own');
  return (
    <div className={classes.classified} data-wide={beside === undefined ? undefined : true}>
      <div className={classes.classifiedMain}>{view === 'own' ? own.content : <Confusion classification={classification} />}</div>
      <div className={classes.classifiedSide}>
        <SegmentedControl
          aria-label={label}
          fullWidth
          value={view}
          onChange={setView}
          data={[
            { value: 'own', label: own.name },
            { value: 'confusion', label: 'Confusion' },
          ]}
        />
        {beside}
        <ClassScores classification={classification} />
      </div>
    </div>
  );
}
