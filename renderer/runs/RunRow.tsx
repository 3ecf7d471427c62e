import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import type { RunSummary } from '../../engine/api';
import { ask } from '../dialogs';
import { openExport } from '../export';
import { Icon } from '../icons';
import { report, tell } from '../notices';
import { chooseRun, edit, isTraining, removeRun, runsPath, showPanel, undoEdit, useDocument, useRuns } from '../store';
import { goOnWith } from '../training/goOn';
import { setView, useView } from '../training/view';
import { engine } from '../transport';
import type { Column } from './columns';
import { canResume, standsAt } from './names';
import { OtherDataBadge } from './OtherDataBadge';
import classes from './runs.module.css';

interface RunRowProps {
  readonly run: RunSummary;
  readonly columns: readonly Column[];
  readonly best: boolean;
}

export function RunRow({ run, columns, best }: RunRowProps) {
  const busy = run.state === 'running' || run.state === 'paused';
  const against = useView((state) => typeof state.against === 'object' && state.against.run === run.run);
  const compare = () => {
    setView({ against: against ? 'previous' : { run: run.run }, by: 'epoch' });
    if (!against) showPanel('training');
  };
  return (
    <tr data-best={best || undefined} data-run={run.run}>
      <th scope="row">
        {run.word}
        {best && <span className={classes.best}>best</span>}
        <OtherDataBadge run={run} />
      </th>
      {columns.map(({ id, numeric, text }) => (
        <td
          key={id}
          data-column={id}
          data-numeric={numeric || undefined}
          data-state={id === 'state' ? run.state : undefined}
          title={id === 'state' ? (run.note ?? undefined) : undefined}
        >
          {text(run)}
        </td>
      ))}
      <td className={classes.rowActions}>
        <Tooltip label={against ? 'Stop comparing with it' : 'Draw its curves in grey'}>
          <ActionIcon aria-label={`Compare with ${run.word}`} aria-pressed={against} disabled={run.epochs === 0} onClick={compare}>
            <Icon name="curves" />
          </ActionIcon>
        </Tooltip>
        <Menu width={224}>
          <Menu.Target>
            <ActionIcon aria-label={`More for ${run.word}`}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <RunMenu run={run} busy={busy} />
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}

function RunMenu({ run, busy }: { run: RunSummary; busy: boolean }) {
  const training = useRuns(({ live }) => isTraining(live));
  const evaluate = () => {
    chooseRun(run.run);
    showPanel('evaluation');
  };
  return (
    <>
      <Menu.Item leftSection={<Icon name="table" />} disabled={!run.hasCheckpoint} onClick={evaluate}>
        See what it predicts
      </Menu.Item>
      <Menu.Item leftSection={<Icon name="play" />} disabled={training || !canResume(run)} onClick={() => goOnWith(run.run).catch(report)}>
        Go on from {standsAt(run)}
      </Menu.Item>
      <Menu.Item leftSection={<Icon name="share" />} disabled={!run.hasCheckpoint} onClick={() => openExport(run)}>
        Export…
      </Menu.Item>
      <Menu.Item leftSection={<Icon name="undo" />} onClick={() => restoreProject(run).catch(report)}>
        Bring back its network
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item leftSection={<Icon name="trash" />} disabled={busy} onClick={() => confirmRemove(run).catch(report)}>
        Remove…
      </Menu.Item>
    </>
  );
}

/** The project as it was when the run began, as one step that can be undone. */
async function restoreProject({ run, word }: RunSummary) {
  const { document } = useDocument.getState();
  if (!document) return;
  const { project } = await engine.call('runs.read', { projectPath: runsPath(document), run });
  edit(`Bring back the network of ${word}`, () => project);
  tell({
    tone: 'success',
    text: `Network, data and settings are those of ${word} again.`,
    actions: [{ label: 'Undo', run: undoEdit }],
  });
}

export async function confirmRemove({ run, word }: Pick<RunSummary, 'run' | 'word'>) {
  const answer = await ask({
    title: `Remove ${word}?`,
    text: 'Its curves and checkpoints are deleted from the disk. This cannot be undone.',
    choices: [
      { value: 'keep', label: 'Keep it' },
      { value: 'remove', label: 'Remove', tone: 'danger' },
    ],
  });
  if (answer !== 'remove') return;
  await removeRun(run);
  tell({ tone: 'info', text: `${word} was removed.` });
}
