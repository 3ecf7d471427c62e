import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { nodeType } from '../../../engine/nodes';
import { Icon, NodeIcon } from '../../icons';
import { COMMAND_GROUPS, type Command } from './command';
import classes from './commands.module.css';
import { Keys } from './Keys';
import { commands } from './registry';
import { runCommand } from './run';

function actions(): SpotlightActionGroupData[] {
  return COMMAND_GROUPS.map((group) => ({
    group,
    actions: commands
      .filter((command) => command.group === group && command.id !== 'help.palette')
      .map((command) => ({
        id: command.id,
        label: command.title,
        keywords: command.words ?? '',
        disabled: command.blocked?.() !== undefined,
        leftSection: <CommandIcon command={command} />,
        rightSection: command.shortcuts?.[0] && <Keys shortcut={command.shortcuts[0]} />,
        onClick: () => runCommand(command),
      })),
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
  return (
    <Spotlight
      actions={actions()}
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
