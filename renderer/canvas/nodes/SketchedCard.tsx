import { memo } from 'react';
import type { GraphNode } from '../../../engine/graph';
import { nodeType } from '../../../engine/nodes';
import { useCards } from '../cards';
import classes from './nodes.module.css';
import { PortMark, placePorts } from './Port';

interface Props {
  node: GraphNode;
  selected: boolean;
  /** As it was measured of the whole card, in canvas pixels. */
  height: number;
}

/** A block in the colour of its group, for where nothing on a card could be read. */
export const SketchedCard = memo(function SketchedCard({ node, selected, height }: Props) {
  const view = useCards(({ views }) => views.get(node.id));
  return (
    <div
      className={`${classes.card} ${classes.sketched}`}
      style={{ height }}
      data-node={node.name}
      data-group={nodeType(node.type)?.group}
      data-selected={selected || undefined}
      data-bypassed={node.bypassed || undefined}
    >
      {view && !view.framed && placePorts(view).map(({ port, top }) => <PortMark key={`${port.side} ${port.id}`} port={port} top={top} />)}
    </div>
  );
});
