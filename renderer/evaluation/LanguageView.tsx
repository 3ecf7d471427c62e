import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { Classification, RunSummary } from '../../engine/api';
import type { Project } from '../../engine/project';
import { ClassScores } from './ClassScores';
import { Confusion } from './Confusion';
import classes from './evaluation.module.css';
import { GenerationView } from './GenerationView';

interface LanguageViewProps {
  readonly classification: Classification;
  readonly run: RunSummary;
  readonly trained: Project;
}

/** A language model: what it writes, and how well it predicts. */
export function LanguageView({ classification, run, trained }: LanguageViewProps) {
  const [view, setView] = useState<string>('text');
  return (
    <div className={classes.language}>
      <div className={classes.languageMain}>
        {view === 'text' ? <GenerationView run={run} trained={trained} /> : <Confusion classification={classification} />}
      </div>
      <div className={classes.languageSide}>
        <SegmentedControl
          aria-label="View of the language model"
          fullWidth
          value={view}
          onChange={setView}
          data={[
            { value: 'text', label: 'Generate text' },
            { value: 'confusion', label: 'Confusion' },
          ]}
        />
        <ClassScores classification={classification} />
      </div>
    </div>
  );
}
