import { Spotlight } from '@mantine/spotlight';
import { type ReactNode, useCallback, useRef, useState } from 'react';
import { nodeType } from '../../../engine/nodes';
import { addable } from '../../canvas/blocks';
import { showNode } from '../../canvas/view';
import { Icon, NodeIcon } from '../../icons';
import { chooseRun, currentGraph, select, setLayout, showPanel, useRuns } from '../../store';
import type { Command } from './command';
import classes from './commands.module.css';
import { Keys } from './Keys';
import { commands } from './registry';
import { runCommand } from './run';
import { type Findable, search } from './search';

interface Found extends Findable {
  readonly id: string;
  readonly group: string;
  /** Why it cannot be done now. */
  readonly reason?: string | undefined;
  readonly icon: ReactNode;
  readonly keys?: string | undefined;
  readonly run: () => void;
}

/** Everything that can be found: commands, the layers of the open network, its runs. */
function findables(): Found[] {
  const listed = commands.filter(({ id }) => id !== 'help.palette').map(fromCommand);
  const layers = currentGraph().nodes.map(
    ({ id, name, type }): Found => ({
      id: `layer ${id}`,
      group: 'Network',
      label: name,
      words: `go to ${nodeType(type)?.title ?? type}`,
      usual: false,
      icon: <LayerIcon type={type} />,
      run: () => {
        setLayout({ dockMaximised: false, inspectorOpen: true });
        select([id]);
        requestAnimationFrame(() => showNode(id));
      },
    }),
  );
  const runs = useRuns
    .getState()
    .list.filter((run) => run.hasCheckpoint)
    .map(
      ({ run, word, architecture, epochs }): Found => ({
        id: `run ${run}`,
        group: 'Runs',
        label: `Evaluate ${word}`,
        words: `${architecture} ${epochs} epochs`,
        usual: false,
        icon: <Icon name="check" />,
        run: () => {
          chooseRun(run);
          showPanel('evaluation');
        },
      }),
    );
  return [...listed, ...layers, ...runs];
}

function fromCommand(command: Command): Found {
  const reason = command.blocked?.();
  return {
    id: command.id,
    group: command.group,
    label: command.title,
    words: command.words ?? '',
    usual: reason === undefined,
    reason,
    icon: <CommandIcon command={command} />,
    keys: command.shortcuts?.[0],
    run: () => runCommand(command),
  };
}

function CommandIcon({ command: { node, icon } }: { command: Command }) {
  if (node === undefined) return icon ? <Icon name={icon} /> : <span className={classes.noIcon} />;
  return <LayerIcon type={node} />;
}

function LayerIcon({ type }: { type: string }) {
  return (
    <span className={classes.layer} data-group={addable(type)?.group}>
      <NodeIcon type={type} />
    </span>
  );
}

/** Finds everything by its words. What cannot be done now is found too, with the reason. */
export function CommandPalette() {
  // What can be done is asked when the palette opens, and not at every change beneath it.
  const [things, setThings] = useState<readonly Found[]>([]);
  const [query, setQuery] = useState('');
  const before = useRef<Element | null>(null);
  // As soon as it stands there: a trap that takes the keyboard a moment later loses the first letters of who types on.
  const takeKeyboard = useCallback((search: HTMLInputElement | null) => {
    if (!search) return;
    before.current = document.activeElement;
    search.focus();
  }, []);
  // Before the command, which may give the keyboard to what it opens.
  const giveBack = () => {
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
    before.current = null;
  };
  const found = search(query, things);
  const groups = [...new Set(found.map(({ group }) => group))];
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      onSpotlightOpen={() => setThings(findables())}
      onSpotlightClose={giveBack}
      returnFocus={false}
      shortcut={null}
      scrollable
      maxHeight={420}
      attributes={{ content: { 'aria-label': 'Search layers, commands and runs' } }}
      transitionProps={{ duration: 0 }}
      overlayProps={{ blur: 0, backgroundOpacity: 0.3 }}
      classNames={{ content: classes.palette, search: classes.search, actionsGroup: classes.group }}
      centered={false}
      yOffset={64}
    >
      <Spotlight.Search
        ref={takeKeyboard}
        placeholder="Search layers, commands and runs"
        leftSection={<Icon name="search" />}
        aria-label="Search"
      />
      <Spotlight.ActionsList>
        {groups.map((group) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {found
              .filter((one) => one.group === group)
              .map(({ id, label, reason, icon, keys, run }) => (
                <Spotlight.Action
                  key={id}
                  className={classes.action}
                  label={label}
                  description={reason}
                  leftSection={icon}
                  rightSection={keys && <Keys shortcut={keys} />}
                  highlightQuery
                  highlightColor="var(--accent-tint)"
                  onClick={() => {
                    giveBack();
                    run();
                  }}
                />
              ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.length === 0 && <Spotlight.Empty>Nothing goes by these words.</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
