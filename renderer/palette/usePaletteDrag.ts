import { type MouseEvent, type PointerEvent, useRef } from 'react';
import { addAfterSelection } from '../canvas/adding';
import { cancelDrop, dragFromPalette, dropFromPalette } from '../canvas/dropping';

/** Pixels the pointer moves before a press is a drag. */
const LEAST_DRAG = 4;

/** Handlers of a thing that brings a layer onto the canvas: dragged there, or clicked. */
export function usePaletteDrag(type: string) {
  const dragged = useRef(false);
  return {
    onPointerDown(down: PointerEvent<HTMLElement>) {
      if (down.button !== 0) return;
      dragged.current = false;
      const start = { x: down.clientX, y: down.clientY };
      const at = (event: globalThis.PointerEvent) => ({ x: event.clientX, y: event.clientY });
      const move = (event: globalThis.PointerEvent) => {
        if (!dragged.current && Math.hypot(event.clientX - start.x, event.clientY - start.y) < LEAST_DRAG) return;
        dragged.current = true;
        dragFromPalette(type, at(event));
      };
      const stop = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', up);
        window.removeEventListener('pointercancel', cancel);
        window.removeEventListener('keydown', press, true);
      };
      const up = (event: globalThis.PointerEvent) => {
        stop();
        if (dragged.current) dropFromPalette(type, at(event));
      };
      const cancel = () => {
        stop();
        cancelDrop();
      };
      const press = (event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        cancel();
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', up);
      window.addEventListener('pointercancel', cancel);
      window.addEventListener('keydown', press, true);
    },
    onClick(event: MouseEvent) {
      // The end of a drag over the button itself is no click.
      if (!dragged.current) addAfterSelection(type, { focus: event.detail === 0 });
      dragged.current = false;
    },
    onDragStart: (event: MouseEvent) => event.preventDefault(),
  };
}
