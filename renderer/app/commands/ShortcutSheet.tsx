import { Modal } from '@mantine/core';
import { COMMAND_GROUPS } from './command';
import classes from './commands.module.css';
import { Keys } from './Keys';
import { closeSheet, useSheet } from './openings';
import { commands } from './registry';

/** Every shortcut there is, by group. */
export function ShortcutSheet() {
  const open = useSheet((state) => state.open);
  return (
    <Modal opened={open} onClose={closeSheet} title="Keyboard shortcuts" size={720} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.sheet}>
        {COMMAND_GROUPS.map((group) => {
          const listed = commands.filter((command) => command.group === group && command.shortcuts?.length);
          if (listed.length === 0) return null;
          return (
            <section key={group}>
              <h3>{group}</h3>
              <dl>
                {listed.map(({ id, title, shortcuts = [] }) => (
                  <div key={id}>
                    <dt>{title}</dt>
                    <dd>
                      {shortcuts.map((shortcut) => (
                        <Keys key={shortcut} shortcut={shortcut} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
    </Modal>
  );
}
