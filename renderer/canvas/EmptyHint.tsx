import { Button } from '@mantine/core';
import { Icon } from '../icons';
import { useGraph } from '../store';
import { openQuickAdd } from './adding';
import classes from './Canvas.module.css';

/** What to do on an empty canvas. */
export function EmptyHint() {
  const empty = useGraph().nodes.length === 0;
  if (!empty) return null;
  return (
    <div className={classes.empty}>
      <p className={classes.emptyTitle}>The canvas is empty</p>
      <p>Drag layers from the palette, or click them one after the other: each is wired to the one before.</p>
      <Button leftSection={<Icon name="plus" />} onClick={() => openQuickAdd()}>
        Add a layer
      </Button>
    </div>
  );
}
