import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { Icon } from '../../icons';
import { isTraining, type LiveRun, showPanel, useBlocker, useEngine, useRuns } from '../../store';
import { CommandItems } from '../commands/CommandItems';
import { runCommand } from '../commands/run';
import { trainingBlocked } from '../commands/trainingCommands';
import { ProgressRing } from './ProgressRing';
import classes from './TrainButton.module.css';

/** Train, and while it does, how far it is: in the same place, so that it is seen with the dock closed. */
export function TrainButton() {
  const live = useRuns((state) => state.live);
  return isTraining(live) ? <Progress live={live} /> : <Train />;
}

/** Share of the whole run that is done, 0 to 1. */
export function shareDone({ progress }: LiveRun): number {
  if (!progress || progress.epochs === 0) return 0;
  const epochs = progress.epoch - 1 + progress.batch / Math.max(1, progress.batches);
  return Math.min(1, Math.max(0, epochs / progress.epochs));
}

const STATES: Record<LiveRun['state'], string> = {
  preparing: 'Preparing',
  running: 'Training',
  paused: 'Paused',
  validating: 'Training',
  stopping: 'Stopping',
  lost: 'Lost',
  ended: 'Ended',
};

function Progress({ live }: { live: LiveRun }) {
  const share = shareDone(live);
  const reason = live.state === 'paused' ? (live.progress?.reason ?? null) : null;
  return (
    <Tooltip label={reason} disabled={reason === null} multiline maw={360}>
      <Button leftSection={<ProgressRing share={share} />} onClick={() => showPanel('training')} className={classes.progress}>
        {STATES[live.state]}
        {live.progress && ` ${Math.floor(share * 100)} %`}
      </Button>
    </Tooltip>
  );
}

function Train() {
  const blocker = useBlocker();
  const ready = useEngine((state) => state.status.is === 'ready');
  const reason = blocker !== undefined || !ready ? trainingBlocked() : undefined;
  return (
    <div className={classes.split}>
      <Tooltip label={reason} disabled={reason === undefined} openDelay={100}>
        <Button
          variant="filled"
          className={classes.train}
          data-disabled={reason !== undefined || undefined}
          aria-disabled={reason !== undefined}
          leftSection={<Icon name="play" />}
          onClick={(event) => {
            // Mantine lets no click through on what looks disabled; the reason is worth a message.
            event.preventDefault();
            if (reason !== undefined && blocker) showPanel(blocker.panel ?? 'problems');
            runCommand('training.start');
          }}
        >
          Train
        </Button>
      </Tooltip>
      <Menu width={260}>
        <Menu.Target>
          <ActionIcon variant="filled" color="accent" className={classes.more} aria-label="More ways to train">
            <Icon name="chevronDown" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <CommandItems ids={['training.start', 'training.resume', '-', 'view.training', 'training.reload']} />
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
