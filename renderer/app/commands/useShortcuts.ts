import { useEffect } from 'react';
import { isMac } from '../../store';
import { engine } from '../../transport';
import type { Command } from './command';
import { commands } from './registry';
import { runById, runCommand } from './run';
import { matches } from './shortcut';

/** Where keys mean what they mean there, and no command. */
const FIELDS = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';
const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

function commandFor(event: KeyboardEvent): Command | undefined {
  const { target } = event;
  const element = target instanceof Element ? target : null;
  if (element?.closest(OVERLAYS)) return undefined;
  const inField = element?.closest(FIELDS) != null;
  const atCanvas = element === null || element === document.body || element.closest('[data-canvas]') !== null;
  return commands.find(
    (command) =>
      (!inField || command.inFields === true) &&
      (command.scope !== 'canvas' || atCanvas) &&
      command.shortcuts?.some((shortcut) => matches(shortcut, event, isMac)) === true &&
      command.yields?.(event) !== true,
  );
}

/** Listens to the keyboard and to the native menu. */
export function useShortcuts() {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return;
      const command = commandFor(event);
      if (!command) return;
      event.preventDefault();
      runCommand(command);
    };
    window.addEventListener('keydown', press);
    const stop = engine.on('shell.command', ({ id }) => runById(id));
    return () => {
      window.removeEventListener('keydown', press);
      stop();
    };
  }, []);
}
