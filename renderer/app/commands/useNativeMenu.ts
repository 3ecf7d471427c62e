import { useEffect } from 'react';
import type { MenuCommand } from '../../../engine/api';
import { useCheck, useDocument, useEngine, useLayout, useRuns, useSelection } from '../../store';
import { engine, front } from '../../transport';
import { commands } from './registry';

/** Milliseconds over which changes are gathered before the menu hears of them. */
const GATHER = 150;

export function menuCommands(): MenuCommand[] {
  return commands.map((command) => ({
    id: command.id,
    title: command.title,
    group: command.group,
    shortcut: command.shortcuts?.[0] ?? null,
    enabled: command.blocked?.() === undefined,
    checked: command.checked?.() ?? null,
  }));
}

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
