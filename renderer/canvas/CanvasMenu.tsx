import { Menu } from '@mantine/core';
import { create } from 'zustand';
import type { Edge, Position } from '../../engine/graph';
import { CommandItems } from '../app/commands/CommandItems';
import { Icon } from '../icons';
import { openQuickAdd } from './adding';
import classes from './Canvas.module.css';
import { focusCanvas } from './view';

/** What was clicked with the other button, and where. */
type Clicked =
  | { readonly is: 'layers'; readonly at: Position }
  | { readonly is: 'wire'; readonly at: Position; readonly edge: Edge }
  | { readonly is: 'canvas'; readonly at: Position };

const useCanvasMenu = create<{ readonly clicked: Clicked | null }>()(() => ({ clicked: null }));

export function openMenu(clicked: Clicked) {
  useCanvasMenu.setState({ clicked });
}

function closeMenu() {
  useCanvasMenu.setState({ clicked: null });
  // The canvas has the keyboard again, unless what was chosen opened something that took it.
  requestAnimationFrame(() => {
    if (document.activeElement === null || document.activeElement === document.body) focusCanvas();
  });
}

const LAYERS = [
  'edit.cut',
  'edit.copy',
  'edit.duplicate',
  'edit.delete',
  '-',
  'edit.rename',
  'edit.bypass',
  'edit.connect',
  '-',
  'edit.group',
  'edit.ungroup',
  'edit.fold',
];
const ALIGN = [
  'edit.align.left',
  'edit.align.centre',
  'edit.align.right',
  '-',
  'edit.align.top',
  'edit.align.middle',
  'edit.align.bottom',
  '-',
  'edit.distribute.across',
  'edit.distribute.down',
];
const CANVAS = ['edit.paste', 'edit.selectAll', '-', 'view.layOut', 'view.fit', 'view.actualSize', '-', 'view.snap', 'view.minimap'];

/** What can be done with what was clicked. */
export function CanvasMenu() {
  const clicked = useCanvasMenu((state) => state.clicked);
  if (!clicked) return null;
  const { at } = clicked;
  return (
    <Menu key={`${at.x} ${at.y}`} opened onClose={closeMenu} position="bottom-start" width={230} offset={0}>
      <Menu.Target>
        <button type="button" tabIndex={-1} aria-label="Actions" className={classes.menuPlace} style={{ left: at.x, top: at.y }} />
      </Menu.Target>
      <Menu.Dropdown>
        {clicked.is === 'layers' && (
          <>
            <CommandItems ids={LAYERS} />
            <Menu.Sub>
              <Menu.Sub.Target>
                <Menu.Sub.Item>Align</Menu.Sub.Item>
              </Menu.Sub.Target>
              <Menu.Sub.Dropdown>
                <CommandItems ids={ALIGN} />
              </Menu.Sub.Dropdown>
            </Menu.Sub>
          </>
        )}
        {clicked.is === 'wire' && (
          <>
            <Menu.Item leftSection={<Icon name="plus" />} onClick={() => openQuickAdd({ at, into: clicked.edge })}>
              Insert a layer…
            </Menu.Item>
            <CommandItems ids={['edit.delete']} />
          </>
        )}
        {clicked.is === 'canvas' && (
          <>
            <Menu.Item leftSection={<Icon name="plus" />} onClick={() => openQuickAdd({ at })}>
              Add a layer…
            </Menu.Item>
            <CommandItems ids={CANVAS} />
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
