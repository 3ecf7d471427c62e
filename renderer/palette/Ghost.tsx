import { addable } from '../canvas/blocks';
import { useDropping } from '../canvas/dropping';
import { NodeChip } from '../icons';
import classes from './Palette.module.css';

/** The layer under the pointer on its way from the palette. */
export function Ghost() {
  const dragged = useDropping((state) => state.dragged);
  if (!dragged) return null;
  return (
    <div
      className={classes.ghost}
      data-group={addable(dragged.type)?.group}
      style={{ transform: `translate(${dragged.at.x}px, ${dragged.at.y}px)` }}
    >
      <NodeChip type={dragged.type} />
      {addable(dragged.type)?.title}
    </div>
  );
}
