import { engine } from '../transport';
import { readLayout, useLayout } from './layout';

/** Milliseconds of quiet after which a change of the layout is written. */
const QUIET = 400;

/** Reads what the window remembers, then keeps it up to date. → stops doing so. */
export async function watchSettings(): Promise<() => void> {
  const stored = await engine.call('shell.readSettings', {});
  useLayout.setState(readLayout(stored.layout));
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = () => {
    timer = undefined;
    // A setting that cannot be written is no reason to disturb anyone; the next change tries again.
    engine.call('shell.writeSettings', { settings: { ...stored, layout: { ...useLayout.getState() } } }).catch(() => undefined);
  };
  const stop = useLayout.subscribe(() => {
    clearTimeout(timer);
    timer = setTimeout(write, QUIET);
  });
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    write();
  };
  window.addEventListener('pagehide', flush);
  return () => {
    stop();
    window.removeEventListener('pagehide', flush);
  };
}
