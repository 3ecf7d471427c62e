/** Whether the person points or walks by keyboard: the browser's own notion changes with every key, be it only Ctrl. */

type Modality = 'pointer' | 'keyboard';

let modality: Modality = 'pointer';

function become(next: Modality) {
  modality = next;
  document.documentElement.dataset.input = next;
}

/** Whether Tab was the last way to move about. */
export function walksByKeyboard(): boolean {
  return modality === 'keyboard';
}

/** Follows presses and Tab; a Tab that a command took is no walk. → stops doing so. */
export function watchModality(): () => void {
  const point = () => become('pointer');
  const walk = (event: KeyboardEvent) => {
    // Whether a command took the key is known once every listener has heard it.
    if (event.key === 'Tab') setTimeout(() => !event.defaultPrevented && become('keyboard'), 0);
  };
  window.addEventListener('pointerdown', point, true);
  window.addEventListener('keydown', walk);
  return () => {
    window.removeEventListener('pointerdown', point, true);
    window.removeEventListener('keydown', walk);
  };
}
