import { memo } from 'react';
import type { Graph } from '../../engine/graph';
import { BOX_HEIGHT, drawGraph } from './graphDrawing';
import classes from './pictures.module.css';

const SIZE = { width: 190, height: 116 } as const;

/** A network drawn small; said in words beside it. */
export const GraphPicture = memo(function GraphPicture({ graph }: { graph: Graph }) {
  const { boxes, wires } = drawGraph(graph, SIZE);
  const right = Math.max(SIZE.width, ...boxes.map(({ x, width }) => x + width / 2));
  return (
    <svg className={classes.graph} viewBox={`0 0 ${right} ${SIZE.height}`} aria-hidden="true">
      {wires.map((wire) => (
        <path key={wire} d={wire} className={classes.wire} />
      ))}
      {boxes.map(({ id, group, label, x, y, width }) => (
        <g key={id} data-group={group}>
          <rect x={x - width / 2} y={y - BOX_HEIGHT / 2} width={width} height={BOX_HEIGHT} rx={4} className={classes.ground} />
          <rect x={x - width / 2} y={y - BOX_HEIGHT / 2} width={width} height={BOX_HEIGHT} rx={4} className={classes.box} />
          <text x={x} y={y + 3.5} textAnchor="middle" className={classes.label}>
            {label}
          </text>
        </g>
      ))}
    </svg>
  );
});
