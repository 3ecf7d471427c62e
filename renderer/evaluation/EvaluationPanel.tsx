import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Evaluation, RunSummary } from '../../engine/api';
import { runCommand } from '../app/commands/run';
import { Icon } from '../icons';
import { DataChanged, Empty, Failed, Waiting } from '../panel';
import { useHistory } from '../runs/histories';
import { useOtherData } from '../runs/useOtherData';
import { chosenRun, isTraining, lookAgain, showPanel, useProject, useRuns } from '../store';
import { ClassificationView } from './ClassificationView';
import classes from './evaluation.module.css';
import { type Curve, useEvaluation } from './evaluations';
import { ForecastView } from './ForecastView';
import { LabelledView } from './LabelledView';
import { LanguageView } from './LanguageView';
import { RegressionView } from './RegressionView';
import { hasChanged } from './staleness';

/** What the chosen run predicts, and how good that is. */
export function EvaluationPanel() {
  const run = useRuns(chosenRun);
  useEffect(() => void lookAgain(), []);
  return run ? <Evaluated key={run.run} run={run} /> : <NothingTrained />;
}

function NothingTrained() {
  const training = useRuns(({ live }) => isTraining(live));
  if (training) {
    return (
      <Empty icon="play" title="Training is under way" actions={<Button onClick={() => showPanel('training')}>Watch it train</Button>}>
        As soon as the run has kept a checkpoint and ended, what it predicts stands here.
      </Empty>
    );
  }
  return (
    <Empty
      icon="table"
      title="Nothing trained yet"
      actions={
        <Button variant="filled" leftSection={<Icon name="play" />} onClick={() => runCommand('training.start')}>
          Train
        </Button>
      }
    >
      After a run its forecasts, scores or generated text stand here, measured on data it has not seen.
    </Empty>
  );
}

function Evaluated({ run }: { run: RunSummary }) {
  const [curve, setCurve] = useState<Curve>({ target: 0, ahead: 1 });
  const { result, retry } = useEvaluation(run, curve);
  const last = useRef<Evaluation | null>(null);
  if (result.is === 'ready') last.current = result.value;
  // Another curve of the same run takes a moment: until it is there, the one before stays.
  const value = result.is === 'ready' ? result.value : result.is === 'loading' ? last.current : null;
  const history = useHistory(run);
  const now = useProject();
  const hasOther = useOtherData(run);
  const trained = history?.is === 'ready' ? history.value.project : undefined;
  if (result.is === 'loading' && value === null) {
    return <Waiting>Evaluating {run.word}</Waiting>;
  }
  if (result.is === 'failed' || value === null) {
    return <Failed text={result.is === 'failed' ? result.text : ''} onRetry={retry} />;
  }
  // Of another file in the place of the run's own the engine knows nothing: it scores the run on the file it was trained on.
  const stale = hasOther || (trained !== undefined && hasChanged(trained, now));
  const isText = trained?.data.is === 'words' || trained?.data.is === 'characters';
  return (
    <div className={classes.panel}>
      {value.dataChanged ? (
        <DataChanged word={run.word} />
      ) : (
        stale && (
          <p className={classes.stale}>
            <Icon name="info" /> The network or its data have changed since {run.word} was trained: this is what it was then.
          </p>
        )
      )}
      <div className={classes.views}>
        {value.is === 'forecast' ? (
          <ForecastView forecast={value} time={trained?.data.is === 'table' ? trained.data.time : null} curve={curve} onCurve={setCurve} />
        ) : value.is === 'regression' ? (
          <RegressionView regression={value} />
        ) : isText && trained ? (
          <LanguageView classification={value} run={run} trained={trained} />
        ) : trained?.data.is === 'labelled' ? (
          <LabelledView classification={value} run={run} />
        ) : (
          <ClassificationView classification={value} />
        )}
      </div>
    </div>
  );
}
