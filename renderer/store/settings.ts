import { engine } from '../transport';
import { type Layout, readLayout, useLayout } from './layout';

/** Milliseconds of quiet after which a change of the layout is written. */
const QUIET = 400;

/** Choices that the next window is to know of, however soon it opens. */
const AT_ONCE: readonly (keyof Layout)[] = ['dismissed', 'theme'];

/** Reads what the window remembers, then keeps it up to date. → stops doing so. */
export async function watchSettings(): Promise<() => void> {
  const stored = await engine.call('shell.readSettings', {});
  useLayout.setState(readLayout(stored.layout));
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Only what changed here: the rest may have been changed by another window.
  let changed: Partial<Layout> = {};
  const write = () => {
    clearTimeout(timer);
    timer = undefined;
    const layout = changed;
    changed = {};
    // A setting that cannot be written is no reason to disturb anyone; the next change tries again.
    engine.call('shell.writeSettings', { settings: { layout } }).catch(() => {
      changed = { ...layout, ...changed };
    });
  };
  const stop = useLayout.subscribe((layout, before) => {
    const names = (Object.keys(layout) as (keyof Layout)[]).filter((name) => layout[name] !== before[name]);
    changed = { ...changed, ...Object.fromEntries(names.map((name) => [name, layout[name]])) };
    clearTimeout(timer);
    if (names.some((name) => AT_ONCE.includes(name))) write();
    else timer = setTimeout(write, QUIET);
  });
  const flush = () => {
    if (timer !== undefined) write();
  };
  window.addEventListener('pagehide', flush);
  return () => {
    stop();
    window.removeEventListener('pagehide', flush);
  };
}
