import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useSelection } from '../../store';
import { useDropping } from '../dropping';
import type { WireEdge } from '../flow';
import { useRoutes } from './routes';
import classes from './wires.module.css';

/** A wire with the shape it carries. */
export const Wire = memo(function Wire({ id, source, target, selected }: EdgeProps<WireEdge>) {
  const wire = useRoutes(({ wires }) => wires.get(id));
  const lit = useSelection(({ nodes }) => nodes.has(source) || nodes.has(target));
  const aimed = useDropping((state) => state.target?.is === 'wire' && state.target.id === id);
  if (!wire) return null;
  return (
    <>
      <g className={classes.wire} data-lit={lit || undefined} data-selected={selected || undefined} data-aimed={aimed || undefined}>
        <BaseEdge id={id} path={wire.d} interactionWidth={16} />
      </g>
      {wire.label && (
        <EdgeLabelRenderer>
          <span
            className={classes.shape}
            data-wire={id}
            data-selected={selected || undefined}
            style={{ transform: `translate(-50%, -50%) translate(${wire.label.at.x}px, ${wire.label.at.y}px)` }}
          >
            {wire.label.text}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
});
