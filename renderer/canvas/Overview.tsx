import { MiniMap } from '@xyflow/react';
import { nodeType } from '../../engine/nodes';
import classes from './Canvas.module.css';
import type { CardNode } from './flowElements';
import { OVERVIEW } from './view';

/** The whole graph drawn small; dragging in it moves the view. */
export function Overview() {
  return (
    <MiniMap<CardNode>
      className={classes.overview}
      style={{ width: OVERVIEW.width, height: OVERVIEW.height }}
      nodeColor={colourOf}
      nodeStrokeColor={strokeOf}
      nodeStrokeWidth={6}
      nodeBorderRadius={12}
      maskColor="transparent"
      maskStrokeColor="var(--line-strong)"
      maskStrokeWidth={1}
      offsetScale={6}
      pannable
      zoomable
      ariaLabel="Overview of the graph"
    />
  );
}

const colourOf = ({ data, type }: CardNode) => {
  const group = nodeType(data.node.type)?.group ?? 'data';
  return type === 'frame' || type === 'group' ? 'transparent' : `var(--g-${group})`;
};

const strokeOf = ({ type }: CardNode) => {
  if (type === 'group') return 'var(--line-strong)';
  return type === 'frame' ? 'var(--g-recurrent)' : 'transparent';
};
