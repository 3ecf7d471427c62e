import type { IconName } from '../../icons';
import type { Shortcut } from './shortcut';

/** One thing a person can do, under one name, wherever it is offered: menu, palette, shortcut, button. */
export interface Command {
  /** Stable: the native menu and tests name it. `file.saveAs`. */
  readonly id: string;
  /** Sentence case, as it stands in menus. */
  readonly title: string;
  readonly group: CommandGroup;
  /** Further words the palette finds it by. */
  readonly words?: string;
  readonly icon?: IconName;
  /** The first one is shown; all work. */
  readonly shortcuts?: readonly Shortcut[];
  /** `canvas`: the shortcuts work only while the canvas or nothing has the focus. */
  readonly scope?: 'window' | 'canvas';
  /** Its shortcuts work in text fields too, where they mean nothing else. */
  readonly inFields?: boolean;
  /** Whether a key that is its shortcut is better left to the page, such as copying a text that is selected. */
  readonly yields?: (event: KeyboardEvent) => boolean;
  /** Node type whose icon it shows. */
  readonly node?: string;
  /** Why it cannot be used now; undefined where it can. Whenever it can unless given. */
  readonly blocked?: () => string | undefined;
  /** Of a command that switches something on and off. */
  readonly checked?: () => boolean;
  /** A promise is waited for, and its refusal told. */
  readonly run: () => unknown;
}

export const COMMAND_GROUPS = ['File', 'Edit', 'Layers', 'View', 'Training', 'Help'] as const;
export type CommandGroup = (typeof COMMAND_GROUPS)[number];
