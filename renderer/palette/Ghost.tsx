import { nodeType } from '../../engine/nodes';
import { useDropping } from '../canvas/dropping';
import { NodeChip } from '../icons';
import classes from './Palette.module.css';

/** The layer under the pointer on its way from the palette. */
export function Ghost() {
  const dragged = useDropping((state) => state.dragged);
  if (!dragged) return null;
  return (
    <div className={classes.ghost} style={{ transform: `translate(${dragged.at.x}px, ${dragged.at.y}px)` }}>
      <NodeChip type={dragged.type} />
      {nodeType(dragged.type)?.title}
    </div>
  );
}
