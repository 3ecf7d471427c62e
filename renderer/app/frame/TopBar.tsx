import { ActionIcon, Menu, Tooltip, UnstyledButton, useComputedColorScheme, VisuallyHidden } from '@mantine/core';
import { Icon, Logo } from '../../icons';
import { documentName, isDirty, useDocument, useUndoLabels } from '../../store';
import { CommandItems } from '../commands/CommandItems';
import { Keys } from '../commands/Keys';
import { openPalette } from '../commands/openings';
import { findCommand } from '../commands/registry';
import { runCommand } from '../commands/run';
import { EngineChip } from './EngineChip';
import classes from './TopBar.module.css';
import { TrainButton } from './TrainButton';

const FILE_MENU = ['file.new', 'file.open', '-', 'file.save', 'file.saveAs', 'file.download', 'file.showInFolder', '-', 'file.close'];

export function TopBar() {
  const open = useDocument((state) => state.document !== null);
  return (
    <section className={classes.bar} aria-label="Project and program" data-region="top">
      <Heading />
      <div className={classes.side}>
        <FileMenu />
        {open && <History />}
      </div>
      <UnstyledButton className={classes.search} onClick={openPalette}>
        <Icon name="search" />
        <span className={classes.searchText}>Search layers, commands and runs</span>
        <Keys shortcut="Mod+KeyK" />
      </UnstyledButton>
      <div className={classes.side} data-end>
        <EngineChip />
        <ThemeMenu />
        {open && <TrainButton />}
      </div>
    </section>
  );
}

/** The page's heading for those who do not see the bar; the start page has its own. */
function Heading() {
  const name = useDocument(({ document }) => (document ? documentName(document) : null));
  return name === null ? null : <VisuallyHidden component="h1">{name}</VisuallyHidden>;
}

/** The mark and the name of the project; a menu of what can be done with its file. */
function FileMenu() {
  const name = useDocument(({ document }) => (document ? documentName(document) : null));
  const dirty = useDocument(({ document }) => isDirty(document));
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <UnstyledButton className={classes.file}>
          <VisuallyHidden>{name === null ? 'File menu' : `File menu of "${name}"${dirty ? ', unsaved changes' : ''}`}</VisuallyHidden>
          <Logo />
          {name === null ? (
            <span className={classes.name} aria-hidden="true">
              Unroll
            </span>
          ) : (
            <span className={classes.document} title={name} aria-hidden="true">
              <span className={classes.name}>{name}</span>
              <span className={classes.extension}>.unroll</span>
            </span>
          )}
          {dirty && <span className={classes.dirty} title="Unsaved changes" aria-hidden="true" />}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems ids={FILE_MENU} />
      </Menu.Dropdown>
    </Menu>
  );
}

function History() {
  const labels = useUndoLabels();
  return (
    <>
      <span className={classes.line} />
      {(['undo', 'redo'] as const).map((way) => {
        const command = findCommand(`edit.${way}`);
        const label = labels[way];
        return (
          <Tooltip key={way} label={label === undefined ? command.title : `${command.title}: ${label}`}>
            <ActionIcon aria-label={command.title} disabled={label === undefined} onClick={() => runCommand(command)}>
              <Icon name={way} />
            </ActionIcon>
          </Tooltip>
        );
      })}
    </>
  );
}

function ThemeMenu() {
  const scheme = useComputedColorScheme();
  return (
    <Menu width={200}>
      <Menu.Target>
        <ActionIcon aria-label="Theme">
          <Icon name={scheme === 'dark' ? 'sun' : 'moon'} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItems ids={['view.light', 'view.dark', 'view.system']} />
      </Menu.Dropdown>
    </Menu>
  );
}
