import { ActionIcon, Button, Progress, Tooltip } from '@mantine/core';
import { runCommand } from '../app/commands/run';
import { shareDone } from '../app/frame/TrainButton';
import { formatCount, formatPercent } from '../charts';
import { openExport } from '../export';
import { Icon } from '../icons';
import { report } from '../notices';
import { Facts, Message } from '../panel';
import { canResume, runNumber, standsAt, wordOf } from '../runs/names';
import { isTraining, type LiveRun, showPanel, startTraining, useEngine, useProject, useRuns } from '../store';
import { describeEnd } from './ending';
import { progressFacts, summaryFacts } from './facts';
import { goOnWith } from './goOn';
import type { ShownRun } from './shownRun';
import classes from './training.module.css';

interface StatusProps {
  readonly shown: ShownRun;
  readonly onSettings: () => void;
}

/** How far the run is, or how it ended. */
export function TrainingStatus({ shown, onSettings }: StatusProps) {
  const { live } = shown;
  if (live?.state === 'lost') return <Lost live={live} />;
  return isTraining(live) ? <Running live={live} /> : <Ended shown={shown} onSettings={onSettings} />;
}

const DOING: Readonly<Partial<Record<LiveRun['state'], string>>> = {
  preparing: 'Preparing the data and the network',
  validating: 'Measuring on the validation part',
  paused: 'Paused; nothing is lost',
  stopping: 'Stopping after this batch',
};

function Running({ live }: { live: LiveRun }) {
  const { training } = useProject();
  const { progress, state, checkpoint } = live;
  const share = shareDone(live);
  const summary = useRuns(({ list }) => list.find((run) => run.run === live.run));
  // Until the engine tells of a run that is gone on with, it stands where it stopped.
  const epoch = progress?.epoch ?? live.epochs.length;
  const planned = progress?.epochs ?? summary?.epochsPlanned ?? training.epochs;
  return (
    <>
      <div className={classes.statusHead}>
        <RunName run={live.run} />
        {state === 'paused' ? (
          <Button leftSection={<Icon name="play" />} onClick={() => runCommand('training.continue')}>
            Go on
          </Button>
        ) : (
          <Button
            leftSection={<Icon name="pause" />}
            disabled={state !== 'running' && state !== 'validating'}
            onClick={() => runCommand('training.pause')}
          >
            Pause
          </Button>
        )}
        <Button leftSection={<Icon name="stop" />} disabled={state === 'stopping'} onClick={() => runCommand('training.stop')}>
          Stop
        </Button>
      </div>
      <Amount done={epoch} planned={planned} share={share} />
      <Progress value={share * 100} size={4} className={classes.bar} aria-label="Progress of training" transitionDuration={0} />
      <Facts facts={progressFacts(progress, training.optimiser)} />
      <Doing state={state} reason={progress?.reason ?? null} checkpoint={checkpoint} />
    </>
  );
}

function Doing({ state, reason, checkpoint }: Pick<LiveRun, 'state' | 'checkpoint'> & { reason: string | null }) {
  if (state === 'paused' && reason !== null) {
    return (
      <div className={classes.ending}>
        <Message tone="warning">{reason}</Message>
      </div>
    );
  }
  const kept = checkpoint !== null && (
    <>
      <Icon name="check" /> Checkpoint at epoch {formatCount(checkpoint)} kept
    </>
  );
  // Between two epochs, and in a run that was gone on with, checkpoints are kept too that only its folder tells of.
  return <p className={classes.doing}>{DOING[state] ?? (kept || 'Checkpoints are kept as it learns')}</p>;
}

function RunName({ run }: { run: string | null }) {
  const list = useRuns((state) => state.list);
  return (
    <h3 className={classes.runName}>
      {run === null ? 'New run' : wordOf(run)} <span>run {runNumber(list, run)}</span>
    </h3>
  );
}

function Amount({ done, planned, share }: { done: number; planned: number; share: number }) {
  return (
    <p className={classes.amount}>
      <b>{formatCount(done)}</b> / {formatCount(planned)} epochs
      <span>{formatPercent(Math.floor(share * 100) / 100)}</span>
    </p>
  );
}

/** The engine died under the run. */
function Lost({ live }: { live: LiveRun }) {
  const reason = useEngine((state) => state.loss);
  const ready = useEngine((state) => state.status.is === 'ready');
  const summary = useRuns(({ list }) => list.find((run) => run.run === live.run));
  const done = live.progress ? live.progress.epoch - 1 : live.epochs.length;
  // Its folder tells more exactly than what the window heard, once a new engine has looked.
  const kept = summary?.hasCheckpoint ? standsAt(summary) : live.checkpoint === null ? null : `epoch ${formatCount(live.checkpoint)}`;
  return (
    <>
      <div className={classes.statusHead}>
        <RunName run={live.run} />
      </div>
      <Amount done={done} planned={live.progress?.epochs ?? done} share={shareDone(live)} />
      <div className={classes.ending}>
        <Message
          tone="error"
          actions={
            <Button
              loading={!ready}
              onClick={() => (kept !== null && live.run !== null ? goOnWith(live.run) : startTraining()).catch(report)}
            >
              {kept !== null ? `Go on from ${kept}` : 'Train again'}
            </Button>
          }
        >
          The engine was lost in the middle of the run{reason ? ` (${reason})` : ''}.{' '}
          {kept !== null && `What it had learned up to ${kept} is kept.`}
          {kept === null && ready && 'It had not reached a checkpoint.'}
          {ready ? '' : ' A new engine is starting.'}
        </Message>
      </div>
    </>
  );
}

function Ended({ shown: { summary, live }, onSettings }: StatusProps) {
  if (!summary) return <RunName run={live?.run ?? null} />;
  const bad = summary.state === 'diverged' || summary.state === 'failed' || summary.state === 'interrupted';
  return (
    <>
      <div className={classes.statusHead}>
        <RunName run={summary.run} />
        <Tooltip label="Settings of the next run">
          <ActionIcon aria-label="Training settings" onClick={onSettings}>
            <Icon name="sliders" />
          </ActionIcon>
        </Tooltip>
        <Button leftSection={<Icon name="play" />} onClick={() => runCommand('training.start')}>
          Train again
        </Button>
      </div>
      <Amount done={summary.epochs} planned={summary.epochsPlanned} share={summary.epochs / Math.max(1, summary.epochsPlanned)} />
      <div className={classes.ending}>
        <Message tone={bad ? 'error' : 'ok'}>{describeEnd(summary)}</Message>
      </div>
      <div className={classes.next}>
        {canResume(summary) && <Button onClick={() => goOnWith(summary.run).catch(report)}>Go on from {standsAt(summary)}</Button>}
        {summary.hasCheckpoint && <Button onClick={() => showPanel('evaluation')}>See what it predicts</Button>}
        {summary.hasCheckpoint && <Button onClick={() => openExport(summary)}>Export…</Button>}
      </div>
      <Facts facts={summaryFacts(summary)} />
    </>
  );
}
