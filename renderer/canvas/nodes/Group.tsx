import { ActionIcon, Tooltip } from '@mantine/core';
import { Handle, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { emptyGraph, type GraphNode } from '../../../engine/graph';
import { nodeType } from '../../../engine/nodes';
import { Icon, NodeChip } from '../../icons';
import { useDocument } from '../../store';
import { useCards } from '../cards';
import { useDropping } from '../dropping';
import { type CardNode, FOLDED_PORTS } from '../flowElements';
import { portHeight, type Size, sizeOf } from '../measures';
import { toggleFolded } from '../selectionEdits';
import { NodeName } from './NodeName';
import classes from './nodes.module.css';

/** A group: a quiet frame around its layers, or folded, a card that stands for them. */
export const Group = memo(function Group({ data, selected }: NodeProps<CardNode>) {
  const { node } = data;
  const group = useCards(({ views }) => views.get(node.id)?.group);
  const aimed = useDropping(({ target }) => target?.is === 'group' && target.group === node.id);
  const size = useSize(node);
  if (!group) return null;
  const { folded, footer, reads, feeds } = group;
  return (
    <div
      className={folded ? classes.card : classes.group}
      data-node={node.name}
      data-group-node
      data-group={nodeType(node.type)?.group}
      data-selected={selected || undefined}
      data-aimed={aimed || undefined}
      data-folded={folded || undefined}
      style={folded ? undefined : size}
    >
      <div className={folded ? classes.header : classes.groupHeader}>
        {folded && <NodeChip type={node.type} />}
        <Tooltip label={folded ? 'Unfold' : 'Fold'}>
          <ActionIcon
            className="nodrag"
            size={20}
            aria-label={`${folded ? 'Unfold' : 'Fold'} ${node.name}`}
            aria-expanded={!folded}
            onClick={() => toggleFolded([node.id])}
          >
            <Icon name={folded ? 'chevronRight' : 'chevronDown'} size={14} />
          </ActionIcon>
        </Tooltip>
        <span className={classes.groupName}>
          <NodeName id={node.id} name={node.name} />
        </span>
        {!folded && <span className={classes.groupCount}>{footer.text}</span>}
      </div>
      {folded && (
        <>
          <div className={classes.ports}>
            <span>{reads && 'in'}</span>
            <span>{feeds && 'out'}</span>
          </div>
          <div className={classes.footer} data-tone={footer.tone} title={footer.title}>
            {footer.tone !== 'plain' && <Icon name="warning" size={14} />}
            <span className={classes.footerText}>{footer.text}</span>
          </div>
          <Handle
            id={FOLDED_PORTS.input}
            type="target"
            position={Position.Left}
            isConnectable={false}
            className={classes.port}
            data-absent={!reads || undefined}
            style={{ top: portHeight(false, 0) - 1 }}
          />
          <Handle
            id={FOLDED_PORTS.output}
            type="source"
            position={Position.Right}
            isConnectable={false}
            className={classes.port}
            data-absent={!feeds || undefined}
            style={{ top: portHeight(false, 0) - 1 }}
          />
        </>
      )}
    </div>
  );
});

/** It grows and shrinks with what stands in it. */
function useSize(node: GraphNode): Size {
  return useDocument(useShallow(({ document }) => sizeOf(document?.history.present.graph ?? emptyGraph, node)));
}
