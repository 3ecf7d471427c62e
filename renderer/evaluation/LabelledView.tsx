import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Classification, RunSummary } from '../../engine/api';
import { ClassScores } from './ClassScores';
import { Confusion } from './Confusion';
import { ExampleTexts } from './ExampleTexts';
import classes from './evaluation.module.css';
import { OwnText } from './OwnText';

/** A model of labelled texts: what it makes of those it has not seen, and of one's own. */
export function LabelledView({ classification, run }: { classification: Classification; run: RunSummary }) {
  const [view, setView] = useState('texts');
  return (
    <div className={classes.labelled}>
      <div className={classes.languageMain}>
        {view === 'texts' ? <ExampleTexts examples={classification.examples} /> : <Confusion classification={classification} />}
      </div>
      <div className={classes.labelledSide}>
        <SegmentedControl
          aria-label="View of the model"
          fullWidth
          value={view}
          onChange={setView}
          data={[
            { value: 'texts', label: 'Texts' },
            { value: 'confusion', label: 'Confusion' },
          ]}
        />
        <OwnText run={run} />
        <ClassScores classification={classification} />
      </div>
    </div>
  );
}
