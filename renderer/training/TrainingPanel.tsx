import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { runCommand } from '../app/commands/run';
import { Icon } from '../icons';
import { Empty, Message } from '../panel';
import { isTraining, showPanel, useBlocker } from '../store';
import { JournalDamage } from './JournalDamage';
import { useShownRun } from './shownRun';
import { TrainingCurves } from './TrainingCurves';
import { TrainingSettings } from './TrainingSettings';
import { TrainingStatus } from './TrainingStatus';
import classes from './training.module.css';

/** The run under way with its curves; between runs the last one, and the settings of the next. */
export function TrainingPanel() {
  const shown = useShownRun();
  const [settings, setSettings] = useState(false);
  const running = isTraining(shown?.live ?? null);
  const withSettings = !shown || (settings && !running);
  return (
    <div className={classes.panel}>
      <section
        className={classes.status}
        aria-label={withSettings ? 'Training settings' : 'State of training'}
        data-scrolls={withSettings || undefined}
      >
        {withSettings ? (
          <>
            <div className={classes.statusHead}>
              <h3 className={classes.runName}>{shown ? 'Settings of the next run' : 'Settings'}</h3>
              {shown && <CloseButton aria-label="Back to the run" onClick={() => setSettings(false)} />}
            </div>
            <TrainingSettings />
          </>
        ) : (
          <TrainingStatus shown={shown} onSettings={() => setSettings(true)} />
        )}
      </section>
      {!shown ? (
        <NotTrained />
      ) : shown.history?.is === 'failed' ? (
        <Message tone="error">The run could not be read: {shown.history.text}</Message>
      ) : (
        <div className={classes.drawn}>
          <JournalDamage history={shown.history} />
          <TrainingCurves shown={shown} />
        </div>
      )}
    </div>
  );
}

function NotTrained() {
  const blocker = useBlocker();
  return (
    <Empty
      icon="play"
      title={blocker ? 'Not ready to train yet' : 'Ready to train'}
      actions={
        blocker ? (
          <Button onClick={() => showPanel(blocker.panel ?? 'problems')}>
            {blocker.panel === 'data' ? 'Open the Data panel' : 'Show the problem'}
          </Button>
        ) : (
          <Button variant="filled" leftSection={<Icon name="play" />} onClick={() => runCommand('training.start')}>
            Train
          </Button>
        )
      }
    >
      {blocker ? blocker.text : 'Loss and metrics are drawn here while the network learns. You can pause, stop and go on at any time.'}
    </Empty>
  );
}
