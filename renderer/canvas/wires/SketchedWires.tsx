import { EdgeLabelRenderer } from '@xyflow/react';
import { useRoutes } from './routes';
import classes from './wires.module.css';

/** All wires as one drawing: where a large graph is seen from far away, one for each would cost more than anything else. */
export function SketchedWires() {
  const wires = useRoutes((state) => state.wires);
  return (
    <EdgeLabelRenderer>
      <svg className={classes.sketch} aria-hidden="true">
        <path d={[...wires.values()].map(({ d }) => d).join('')} />
      </svg>
    </EdgeLabelRenderer>
  );
}
