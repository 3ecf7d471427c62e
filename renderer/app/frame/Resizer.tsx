import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './Resizer.module.css';

/** Pixels an arrow key moves an edge. */
const STEP = 16;

interface Props {
  /** What it changes, for a screen reader: `Height of the dock`. */
  label: string;
  /** Which edge of its panel it is. */
  edge: 'left' | 'right' | 'top';
  /** Size of the panel in pixels, and its bounds. */
  size: number;
  least: number;
  most: number;
  onChange: (size: number) => void;
  /** Double click, Enter: the usual size. */
  onReset: () => void;
}

/** The edge of a panel: dragged, or moved by arrow keys. */
export function Resizer({ label, edge, size, least, most, onChange, onReset }: Props) {
  const upright = edge !== 'top';
  const sign = edge === 'right' ? 1 : -1;
  const set = (next: number) => onChange(Math.round(Math.min(most, Math.max(least, next))));
  const drag = (down: PointerEvent<HTMLDivElement>) => {
    if (down.button !== 0) return;
    down.preventDefault();
    const handle = down.currentTarget;
    handle.setPointerCapture(down.pointerId);
    const start = upright ? down.clientX : down.clientY;
    const move = (event: globalThis.PointerEvent) => set(size + sign * ((upright ? event.clientX : event.clientY) - start));
    const end = () => {
      handle.removeEventListener('pointermove', move);
      handle.removeEventListener('pointerup', end);
      handle.removeEventListener('pointercancel', end);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('pointerup', end);
    handle.addEventListener('pointercancel', end);
  };
  const press = (event: KeyboardEvent) => {
    const forward = upright ? 'ArrowRight' : 'ArrowDown';
    const back = upright ? 'ArrowLeft' : 'ArrowUp';
    if (event.key === 'Enter') onReset();
    else if (event.key === 'Home') set(least);
    else if (event.key === 'End') set(most);
    else if (event.key === forward) set(size + sign * STEP);
    else if (event.key === back) set(size - sign * STEP);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is no <hr>
    <div
      role="separator"
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuenow={size}
      aria-valuemin={least}
      aria-valuemax={most}
      tabIndex={0}
      className={classes.resizer}
      data-edge={edge}
      onPointerDown={drag}
      onDoubleClick={onReset}
      onKeyDown={press}
    />
  );
}
