import { EdgeLabelRenderer } from '@xyflow/react';
import { memo } from 'react';
import { useSelection } from '../../store';
import { type DrawnWire, useRoutes } from './routes';
import classes from './wires.module.css';

/** The shapes on all wires, in one layer under the cards: React Flow's own way asks for that layer once a wire. */
export function WireLabels() {
  const wires = useRoutes((state) => state.wires);
  return (
    <EdgeLabelRenderer>
      {[...wires].map(([id, wire]) => (
        <WireLabel key={id} id={id} wire={wire} />
      ))}
    </EdgeLabelRenderer>
  );
}

const WireLabel = memo(function WireLabel({ id, wire: { label } }: { id: string; wire: DrawnWire }) {
  const selected = useSelection(({ edges }) => edges.has(id));
  if (!label) return null;
  return (
    <span
      className={classes.shape}
      data-wire={id}
      data-selected={selected || undefined}
      style={{ transform: `translate(-50%, -50%) translate(${label.at.x}px, ${label.at.y}px)` }}
    >
      {label.text}
    </span>
  );
});
