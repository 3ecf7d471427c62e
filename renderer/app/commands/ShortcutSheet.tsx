import { Modal } from '@mantine/core';
import { isMac } from '../../store';
import { COMMAND_GROUPS, type CommandGroup } from './command';
import classes from './commands.module.css';
import { Keys } from './Keys';
import { closeSheet, useSheet } from './openings';
import { commands } from './registry';

interface Line {
  readonly title: string;
  readonly keys: readonly string[];
}

/** What the mouse does, which no command stands for. */
const GESTURES: Readonly<Partial<Record<CommandGroup, readonly Line[]>>> = {
  Layers: [
    { title: 'Select several', keys: ['Shift+click', 'Drag'] },
    { title: 'Rename', keys: ['Double-click'] },
  ],
  View: [
    { title: 'Move the view', keys: ['Space+drag', 'Wheel'] },
    { title: 'Zoom', keys: [isMac ? '⌘+wheel' : 'Ctrl+wheel'] },
  ],
};

/** The four arrows stand on one line. */
const ARROWS: readonly { readonly title: string; readonly ids: string }[] = [
  { title: 'Move a little', ids: 'edit.nudge.' },
  { title: 'Move by a grid step', ids: 'edit.nudge.far.' },
];

function linesOf(group: CommandGroup): readonly Line[] {
  const own = commands.filter((command) => command.group === group && command.shortcuts?.length && !command.id.startsWith('edit.nudge.'));
  const arrows = group !== 'Layers' ? [] : ARROWS.map(({ title, ids }) => ({ title, keys: arrowKeys(ids) }));
  return [...own.map(({ title, shortcuts = [] }) => ({ title, keys: shortcuts })), ...arrows, ...(GESTURES[group] ?? [])];
}

function arrowKeys(ids: string): readonly string[] {
  return commands.filter(({ id }) => id.startsWith(ids) && !id.slice(ids.length).includes('.')).flatMap(({ shortcuts = [] }) => shortcuts);
}

/** Every shortcut there is, by group. */
export function ShortcutSheet() {
  const open = useSheet((state) => state.open);
  return (
    <Modal opened={open} onClose={closeSheet} title="Keyboard shortcuts" size={760} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.sheet}>
        {COMMAND_GROUPS.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {linesOf(group).map(({ title, keys }) => (
                <div key={title + keys.join()}>
                  <dt>{title}</dt>
                  <dd>
                    {keys.map((shortcut) => (
                      <Keys key={shortcut} shortcut={shortcut} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
