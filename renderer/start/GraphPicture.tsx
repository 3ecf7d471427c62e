import { useElementSize } from '@mantine/hooks';
import { memo, useMemo } from 'react';
import type { Graph } from '../../engine/graph';
import { BOX_HEIGHT, drawGraph } from './graphDrawing';
import classes from './pictures.module.css';

const HEIGHT = 116;
/** Until the width is measured. */
const USUAL_WIDTH = 190;
/** Kept free at both sides. */
const MARGIN = 6;

/** A network drawn small; said in words beside it. */
export const GraphPicture = memo(function GraphPicture({ graph }: { graph: Graph }) {
  const { ref, width: measured } = useElementSize<HTMLDivElement>();
  const room = (measured || USUAL_WIDTH) - 2 * MARGIN;
  const { boxes, wires } = useMemo(() => drawGraph(graph, { width: room, height: HEIGHT }), [graph, room]);
  const right = Math.max(room, ...boxes.map(({ x, width }) => x + width / 2));
  return (
    <div ref={ref} className={classes.graphRoom}>
      <svg className={classes.graph} viewBox={`${-MARGIN} 0 ${right + 2 * MARGIN} ${HEIGHT}`} aria-hidden="true">
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
    </div>
  );
});
