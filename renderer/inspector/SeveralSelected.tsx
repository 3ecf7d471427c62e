import { ActionIcon, Button, Tooltip } from '@mantine/core';
import type { GraphNode } from '../../engine/graph';
import { findCommand } from '../app/commands/registry';
import { runCommand } from '../app/commands/run';
import { ALIGNMENTS } from '../canvas/align';
import { formatCount } from '../canvas/cardFacts';
import { Icon, NodeChip } from '../icons';
import { select, useCheck } from '../store';
import { AlignIcon } from './AlignIcon';
import classes from './Inspector.module.css';

const ACTIONS = ['edit.connect', 'edit.duplicate', 'edit.bypass', 'edit.delete'];

/** Several layers: what can be done with them together. */
export function SeveralSelected({ nodes }: { nodes: readonly GraphNode[] }) {
  const checked = useCheck((state) => state.checked);
  const parameters = nodes.reduce((sum, node) => sum + (checked.nodes.get(node.id)?.parameters ?? 0), 0);
  return (
    <div className={classes.summary}>
      <h2 className={classes.title}>{nodes.length} layers</h2>
      <p className={classes.subtitle}>{formatCount(parameters)} parameters together</p>
      <fieldset className={classes.aligns} aria-label="Align">
        {ALIGNMENTS.map((to) => (
          <Tooltip key={to} label={`Align ${to}`}>
            <ActionIcon variant="default" aria-label={`Align ${to}`} onClick={() => runCommand(`edit.align.${to}`)}>
              <AlignIcon to={to} />
            </ActionIcon>
          </Tooltip>
        ))}
      </fieldset>
      <div className={classes.actions}>
        {ACTIONS.map((id) => {
          const command = findCommand(id);
          return (
            <Button
              key={id}
              disabled={command.blocked?.() !== undefined}
              leftSection={command.icon && <Icon name={command.icon} />}
              onClick={() => runCommand(command)}
            >
              {command.title}
            </Button>
          );
        })}
      </div>
      <ul className={classes.chosen}>
        {nodes.map((node) => (
          <li key={node.id}>
            <Button
              variant="subtle"
              fullWidth
              justify="flex-start"
              leftSection={<NodeChip type={node.type} size={20} />}
              onClick={() => select([node.id])}
            >
              {node.name}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
