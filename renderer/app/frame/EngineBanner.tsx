import { ActionIcon, Button } from '@mantine/core';
import { Icon } from '../../icons';
import { report } from '../../notices';
import { standsAt } from '../../runs/names';
import { dismissLoss, type LiveRun, useEngine, useRuns } from '../../store';
import { goOnWith } from '../../training/goOn';
import { runCommand } from '../commands/run';
import classes from './EngineBanner.module.css';

/** Says that the engine died, that the work is safe, and offers to go on where its run stood. */
export function EngineBanner() {
  const { status, loss, disconnected } = useEngine();
  const live = useRuns((state) => state.live);
  if (disconnected) {
    return (
      <div className={classes.banner} role="alert">
        <Icon name="warning" />
        <p>The connection to the program is gone. Start it again, then reload this page: unsaved work was kept as a draft.</p>
        <Button onClick={() => window.location.reload()}>Reload</Button>
      </div>
    );
  }
  if (loss === null) return null;
  const starting = status.is !== 'ready';
  return (
    <div className={classes.banner} role="alert">
      <Icon name="warning" />
      <p>
        {live?.state === 'lost' ? 'The engine stopped in the middle of training: ' : 'The engine stopped: '}
        {loss}. Your project is unharmed.
        {starting && status.is !== 'given up' && ' It is being started again.'}
        {status.is === 'given up' && ' It could not be started again.'}
      </p>
      {status.is === 'given up' && <Button onClick={() => runCommand('engine.restart')}>Start it again</Button>}
      {live?.state === 'lost' && !starting && <GoOn live={live} />}
      <ActionIcon aria-label="Close message" onClick={dismissLoss}>
        <Icon name="close" />
      </ActionIcon>
    </div>
  );
}

function GoOn({ live }: { live: LiveRun }) {
  const summary = useRuns(({ list }) => list.find((run) => run.run === live.run));
  if (!summary?.hasCheckpoint) return <span className={classes.none}>No checkpoint was kept yet.</span>;
  return (
    <Button variant="filled" onClick={() => goOnWith(summary.run).catch(report)}>
      Go on from {standsAt(summary)}
    </Button>
  );
}
