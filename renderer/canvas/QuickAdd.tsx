import { useClickOutside } from '@mantine/hooks';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import { GROUPS } from '../../engine/nodes';
import { NodeIcon } from '../icons';
import { addables, findAddables } from '../palette/groups';
import { currentGraph } from '../store';
import { addQuickly, closeQuickAdd, useQuickAdd } from './adding';
import { checkOptions } from './connecting';
import { fittingTypes } from './layers';
import classes from './QuickAdd.module.css';
import { focusCanvas } from './view';

/** A short list of layers where the pointer is: those that fit the wire that was let go there, or all. */
export function QuickAdd() {
  const open = useQuickAdd((state) => state.open);
  return open && <Panel key={`${open.at.x} ${open.at.y}`} />;
}

/** Size of the panel at most, to keep it in the window. */
const PANEL = { width: 260, height: 340 };

function Panel() {
  const open = useQuickAdd((state) => state.open);
  const [words, setWords] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const close = () => {
    closeQuickAdd();
    focusCanvas();
  };
  const ref = useClickOutside(closeQuickAdd);
  const fitting = useMemo(() => {
    if (!open?.end) return addables;
    const names = fittingTypes(
      currentGraph(),
      open.end,
      addables.map((type) => type.type),
      checkOptions(),
    );
    return addables.filter((type) => names.includes(type.type));
  }, [open]);
  if (!open) return null;
  const found = findAddables(fitting, words);
  const chosen = found[Math.min(active, found.length - 1)];
  const press = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setActive((active + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setActive((active + found.length - 1) % Math.max(1, found.length));
    else if (event.key === 'Enter' && chosen) addQuickly(chosen.type);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={ref}
      role="dialog"
      aria-label="Add a layer"
      className={classes.panel}
      style={{
        left: Math.max(8, Math.min(open.at.x, window.innerWidth - PANEL.width - 8)),
        top: Math.max(8, Math.min(open.at.y, window.innerHeight - PANEL.height - 8)),
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the person opened it to type
        autoFocus
        className={classes.search}
        role="combobox"
        aria-label="Find a layer"
        aria-expanded
        aria-controls={`${id}list`}
        aria-activedescendant={chosen && `${id}${chosen.type}`}
        placeholder={open.end ? 'Layers that fit' : 'Find a layer'}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setActive(0);
        }}
        onKeyDown={press}
      />
      <div id={`${id}list`} role="listbox" aria-label="Layers" className={classes.list}>
        {found.map((type, i) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          <div
            key={type.type}
            id={`${id}${type.type}`}
            role="option"
            tabIndex={-1}
            aria-selected={type === chosen}
            className={classes.item}
            data-group={type.group}
            onPointerMove={() => setActive(i)}
            onClick={() => addQuickly(type.type)}
          >
            <span className={classes.icon}>
              <NodeIcon type={type.type} />
            </span>
            <span className={classes.title}>{type.title}</span>
            <span className={classes.group}>{GROUPS[type.group]}</span>
          </div>
        ))}
      </div>
      {found.length === 0 && (
        <p className={classes.none}>{fitting.length === 0 ? 'No layer takes this.' : 'No layer goes by these words.'}</p>
      )}
      {chosen && <p className={classes.summary}>{chosen.summary}</p>}
    </div>
  );
}
