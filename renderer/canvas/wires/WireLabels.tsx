import { EdgeLabelRenderer } from '@xyflow/react';
import { memo } from 'react';
import { useSelection } from '../../store';
import { useFlow } from '../flow';
import { useRoutes } from './routes';
import classes from './wires.module.css';

/** The shapes on all wires, in one layer under the cards: React Flow's own way asks for that layer once a wire. */
export function WireLabels() {
  const edges = useFlow((state) => state.edges);
  return (
    <EdgeLabelRenderer>
      {edges.map(({ id }) => (
        <WireLabel key={id} id={id} />
      ))}
    </EdgeLabelRenderer>
  );
}

const WireLabel = memo(function WireLabel({ id }: { id: string }) {
  const label = useRoutes(({ wires }) => wires.get(id)?.label);
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
