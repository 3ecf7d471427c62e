import { ActionIcon, Tooltip } from '@mantine/core';
import type { UnreadableRun } from '../../engine/api';
import { Icon } from '../icons';
import { report } from '../notices';
import { confirmRemove } from './RunRow';
import classes from './runs.module.css';

/** Runs whose record cannot be read: each with the reason, so that none is hidden. */
export function Unreadable({ runs }: { runs: readonly UnreadableRun[] }) {
  return (
    <ul className={classes.unreadable} aria-label="Runs that cannot be read">
      {runs.map((run) => (
        <li key={run.run}>
          <Icon name="warning" />
          <p>
            <b>{run.word}</b> {run.why}
          </p>
          <Tooltip label="Remove it from the disk…">
            <ActionIcon aria-label={`Remove ${run.word}`} onClick={() => confirmRemove(run).catch(report)}>
              <Icon name="trash" />
            </ActionIcon>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
