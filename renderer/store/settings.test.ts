import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { dismissHint, setLayout } from './layout';
import { watchSettings } from './settings';

const call = vi.hoisted(() => vi.fn());
vi.mock('../transport', () => ({ engine: { call } }));

let stop: () => void;
const written = () => call.mock.calls.filter(([name]) => name === 'shell.writeSettings').map(([, { settings }]) => settings.layout);

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { addEventListener: () => undefined, removeEventListener: () => undefined });
  call.mockReset().mockResolvedValue({ theme: 'of another window' });
  stop = await watchSettings();
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

test('what changed is written after a moment of quiet, and nothing else', () => {
  setLayout({ dockHeight: 300 });
  setLayout({ dockHeight: 310, snap: false });
  expect(written()).toEqual([]);
  vi.runAllTimers();
  expect(written()).toEqual([{ dockHeight: 310, snap: false }]);
  setLayout({ minimap: false });
  vi.runAllTimers();
  expect(written().at(-1)).toEqual({ minimap: false });
});

test('a dismissed hint is written at once', () => {
  dismissHint('first steps');
  expect(written()).toEqual([{ dismissed: ['first steps'] }]);
});

test('what could not be written goes with the next change', async () => {
  call.mockRejectedValueOnce(new Error('The disk is full.'));
  setLayout({ dockHeight: 330 });
  await vi.runAllTimersAsync();
  setLayout({ paletteWidth: 240 });
  await vi.runAllTimersAsync();
  expect(written().at(-1)).toEqual({ dockHeight: 330, paletteWidth: 240 });
});
