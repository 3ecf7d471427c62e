import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { memo } from 'react';
import { useSelection } from '../../store';
import { useDropping } from '../dropping';
import type { WireEdge } from '../flowElements';
import { useRoutes } from './routes';
import classes from './wires.module.css';

/** A wire on its way; the shape it carries is drawn by `WireLabels`. */
export const Wire = memo(function Wire({ id, source, target, selected }: EdgeProps<WireEdge>) {
  const path = useRoutes(({ wires }) => wires.get(id)?.d);
  const lit = useSelection(({ nodes }) => nodes.has(source) || nodes.has(target));
  const aimed = useDropping((state) => state.target?.is === 'wire' && state.target.id === id);
  if (path === undefined) return null;
  return (
    <g className={classes.wire} data-lit={lit || undefined} data-selected={selected || undefined} data-aimed={aimed || undefined}>
      <BaseEdge id={id} path={path} interactionWidth={16} />
    </g>
  );
});
