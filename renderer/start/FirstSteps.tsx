import { CloseButton, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useEffect, useState } from 'react';
import { runCommand } from '../app/commands/run';
import { Icon } from '../icons';
import { chosenRun, dismissHint, showPanel, useData, useDocument, useLayout, useRuns } from '../store';
import classes from './FirstSteps.module.css';

const HINT = 'first-steps';

/** The way from data to a trained model in three steps, for the first time; once gone, or walked, it never returns. */
export function FirstSteps() {
  const dismissed = useLayout((state) => state.dismissed.includes(HINT));
  // Someone who has just taken the last step sees it ticked, until they go elsewhere.
  const [hidden, setHidden] = useState(dismissed);
  const tab = useLayout((state) => state.tab);
  const hasData = useData((state) => state.prepared.is === 'ready');
  const trained = useRuns((state) => chosenRun(state) !== undefined);
  const [seen, setSeen] = useState(false);
  const sees = trained && tab === 'evaluation';
  useEffect(() => {
    if (!sees) return;
    setSeen(true);
    dismissHint(HINT);
  }, [sees]);
  useEffect(() => {
    if (seen && tab !== 'evaluation') setHidden(true);
  }, [seen, tab]);
  // A network that is there to be run by hand has no such way.
  const isRunOnly = useDocument(({ document }) => {
    const project = document?.history.present;
    return project?.data.is === 'none' && project.inputs !== undefined;
  });
  if (hidden || isRunOnly) return null;
  const steps = [
    { text: 'Look at the data', done: hasData, go: () => showPanel('data') },
    { text: 'Train', done: trained, go: () => runCommand('training.start') },
    { text: 'See what it predicts', done: seen, go: () => showPanel('evaluation') },
  ];
  const next = steps.findIndex(({ done }) => !done);
  return (
    <section className={classes.bar} aria-label="First steps">
      <ol className={classes.steps}>
        {steps.map(({ text, done, go }, index) => (
          <li key={text}>
            <UnstyledButton
              className={classes.step}
              data-done={done || undefined}
              aria-current={index === next ? 'step' : undefined}
              onClick={go}
            >
              <span className={classes.mark}>{done ? <Icon name="check" size={12} /> : index + 1}</span>
              {text}
              {done && <VisuallyHidden>, done</VisuallyHidden>}
            </UnstyledButton>
          </li>
        ))}
      </ol>
      <CloseButton
        size="sm"
        aria-label="Hide the first steps for good"
        onClick={() => {
          dismissHint(HINT);
          setHidden(true);
        }}
      />
    </section>
  );
}
