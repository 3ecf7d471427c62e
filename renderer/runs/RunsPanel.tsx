import { Button, UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { runCommand } from '../app/commands/run';
import { Icon } from '../icons';
import { Empty } from '../panel';
import { useRuns } from '../store';
import { sayDisk } from './cleaning';
import { bestRun, type Column, columnsOf, type Sorting, sortRuns } from './columns';
import { openCleanUp } from './openCleanUp';
import { RunRow } from './RunRow';
import classes from './runs.module.css';
import { Unreadable } from './Unreadable';

/** Every run of the project, to compare, go on with, look back at or take away. */
export function RunsPanel() {
  const { list, unreadable } = useRuns();
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const columns = useMemo(() => columnsOf(list), [list]);
  const sorted = useMemo(() => sortRuns(list, columns, sorting), [list, columns, sorting]);
  const best = useMemo(() => bestRun(list), [list]);
  if (list.length === 0 && unreadable.length === 0) {
    return (
      <Empty
        icon="table"
        title="No runs yet"
        actions={
          <Button variant="filled" leftSection={<Icon name="play" />} onClick={() => runCommand('training.start')}>
            Train
          </Button>
        }
      >
        Each training becomes a run with its settings, curves and checkpoints, kept beside the project. Here they are compared.
      </Empty>
    );
  }
  const sort = (column: string) =>
    setSorting((now) => {
      if (now?.column !== column) return { column, direction: 'ascending' };
      return now.direction === 'ascending' ? { column, direction: 'descending' } : null;
    });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard
    <section className={classes.scroll} aria-label="Runs" tabIndex={0}>
      <table className={classes.table} hidden={list.length === 0}>
        <thead>
          <tr>
            <th scope="col">Run</th>
            {columns.map((column) => (
              <Heading key={column.id} column={column} sorting={sorting} onSort={() => sort(column.id)} />
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {sorted.map((run) => (
            <RunRow key={run.run} run={run} columns={columns} best={run.run === best} />
          ))}
        </tbody>
      </table>
      {unreadable.length > 0 && <Unreadable runs={unreadable} />}
      <div className={classes.disk}>
        <span>{sayDisk([...list, ...unreadable])}</span>
        <Button onClick={openCleanUp}>Clean up…</Button>
      </div>
    </section>
  );
}

function Heading({ column, sorting, onSort }: { column: Column; sorting: Sorting | null; onSort: () => void }) {
  const direction = sorting?.column === column.id ? sorting.direction : undefined;
  return (
    <th scope="col" aria-sort={direction ?? 'none'} data-numeric={column.numeric || undefined}>
      <UnstyledButton className={classes.heading} onClick={onSort}>
        {column.title}
        {direction && <Icon name={direction === 'ascending' ? 'chevronUp' : 'chevronDown'} size={12} />}
      </UnstyledButton>
    </th>
  );
}
