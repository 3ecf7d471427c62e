import { useEffect } from 'react';
import { useCheck, useDocument, useEngine, useLayout, useRuns, useSelection } from '../../store';
import { engine, front } from '../../transport';
import { menuCommands } from './menuCommands';

/** Milliseconds over which changes are gathered before the menu hears of them. */
const GATHER = 150;

/** Keeps the system's menu in step with what can be done now. */
export function useNativeMenu() {
  useEffect(() => {
    if (front === 'browser') return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let told = '';
    const tell = () => {
      timer = undefined;
      const now = menuCommands();
      const text = JSON.stringify(now);
      if (text === told) return;
      told = text;
      // A menu that could not be brought up to date is brought so by the next change.
      engine.call('shell.setCommands', { commands: now }).catch(() => undefined);
    };
    const soon = () => {
      timer ??= setTimeout(tell, GATHER);
    };
    tell();
    const stops = [useCheck, useDocument, useEngine, useLayout, useRuns, useSelection].map((store) => store.subscribe(soon));
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, []);
}
