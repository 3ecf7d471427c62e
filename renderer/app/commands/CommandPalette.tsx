import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from '@mantine/spotlight';
import { useState } from 'react';
import { nodeType } from '../../../engine/nodes';
import { showNode } from '../../canvas/view';
import { Icon, NodeChip, NodeIcon } from '../../icons';
import { chooseRun, currentGraph, select, setLayout, showPanel, useRuns } from '../../store';
import { COMMAND_GROUPS, type Command } from './command';
import classes from './commands.module.css';
import { Keys } from './Keys';
import { commands } from './registry';
import { runCommand } from './run';

function actions(): SpotlightActionGroupData[] {
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    actions: commands.filter((command) => command.group === group && command.id !== 'help.palette').map(commandAction),
  }));
  return [...groups, { group: 'Network', actions: layerActions() }, { group: 'Runs', actions: runActions() }].filter(
    ({ actions: listed }) => listed.length > 0,
  );
}

function commandAction(command: Command): SpotlightActionData {
  const reason = command.blocked?.();
  return {
    id: command.id,
    label: command.title,
    keywords: command.words ?? '',
    disabled: reason !== undefined,
    title: reason,
    leftSection: <CommandIcon command={command} />,
    rightSection: command.shortcuts?.[0] && <Keys shortcut={command.shortcuts[0]} />,
    onClick: () => runCommand(command),
  };
}

/** Every layer of the open network, to go to. */
function layerActions(): SpotlightActionData[] {
  return currentGraph().nodes.map(({ id, name, type }) => ({
    id: `layer ${id}`,
    label: name,
    keywords: `go to ${nodeType(type)?.title ?? type}`,
    leftSection: <NodeChip type={type} size={20} />,
    onClick: () => {
      setLayout({ dockMaximised: false, inspectorOpen: true });
      select([id]);
      requestAnimationFrame(() => showNode(id));
    },
  }));
}

/** Every run that can be looked at. */
function runActions(): SpotlightActionData[] {
  return useRuns
    .getState()
    .list.filter((run) => run.hasCheckpoint)
    .map(({ run, word, architecture, epochs }) => ({
      id: `run ${run}`,
      label: `Evaluate ${word}`,
      keywords: `${architecture} ${epochs} epochs`,
      leftSection: <Icon name="check" />,
      onClick: () => {
        chooseRun(run);
        showPanel('evaluation');
      },
    }));
}

function CommandIcon({ command: { node, icon } }: { command: Command }) {
  if (node === undefined) return <Icon name={icon ?? 'chevronRight'} />;
  return (
    <span className={classes.layer} data-group={nodeType(node)?.group}>
      <NodeIcon type={node} />
    </span>
  );
}

/** Finds every command by its words. */
export function CommandPalette() {
  // What can be done is asked when the palette opens, and not at every change beneath it.
  const [listed, setListed] = useState<SpotlightActionGroupData[]>([]);
  return (
    <Spotlight
      actions={listed}
      onSpotlightOpen={() => setListed(actions())}
      shortcut={null}
      highlightQuery
      scrollable
      maxHeight={420}
      nothingFound="Nothing goes by these words."
      searchProps={{ placeholder: 'Search layers, commands and runs', leftSection: <Icon name="search" />, 'aria-label': 'Search' }}
      classNames={{ action: classes.action }}
    />
  );
}
