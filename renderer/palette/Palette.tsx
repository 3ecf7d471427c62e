import { ActionIcon, ScrollArea, TextInput, Tooltip } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useRef, useState } from 'react';
import { Resizer } from '../app/frame/Resizer';
import { Icon } from '../icons';
import { PALETTE_WIDTH, setLayout, useLayout, WIDE_ENOUGH } from '../store';
import { Ghost } from './Ghost';
import { findSections } from './groups';
import classes from './Palette.module.css';
import { PaletteGroup } from './PaletteGroup';
import { Rail } from './Rail';

/** Every layer there is, to be dragged onto the canvas or added by a click. */
export function Palette() {
  const chosen = useLayout((state) => state.paletteOpen);
  const wide = useMediaQuery(`(min-width: ${WIDE_ENOUGH.palette}px)`, undefined, { getInitialValueInEffect: false });
  const open = chosen ?? wide;
  return (
    <>
      {open ? <Opened /> : <Rail />}
      <Ghost />
    </>
  );
}

function Opened() {
  const width = useLayout((state) => state.paletteWidth);
  const folded = useLayout((state) => state.foldedGroups);
  const [words, setWords] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const sections = findSections(words);
  return (
    <aside className={classes.palette} style={{ width }} aria-label="Layers" data-region="palette" data-palette-open>
      <div className={classes.search}>
        <TextInput
          ref={search}
          aria-label="Find a layer"
          placeholder="Find a layer"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
          leftSection={<Icon name="search" />}
          rightSectionWidth={38}
          rightSection={
            words === '' ? (
              <kbd className={classes.key}>Tab</kbd>
            ) : (
              <ActionIcon aria-label="Clear the search" size={20} onClick={() => setWords('')}>
                <Icon name="close" size={12} />
              </ActionIcon>
            )
          }
        />
        <Tooltip label="Fold the palette">
          <ActionIcon aria-label="Fold the palette" onClick={() => setLayout({ paletteOpen: false })}>
            <Icon name="panel" />
          </ActionIcon>
        </Tooltip>
      </div>
      <ScrollArea className={classes.scroll} type="hover">
        {sections.map((section) => (
          <PaletteGroup
            key={section.id}
            section={section}
            folded={words === '' && folded.includes(section.id)}
            onFold={() =>
              setLayout({
                foldedGroups: folded.includes(section.id) ? folded.filter((one) => one !== section.id) : [...folded, section.id],
              })
            }
          />
        ))}
        {sections.length === 0 && <p className={classes.none}>No layer goes by these words.</p>}
      </ScrollArea>
      <Resizer
        label="Width of the palette"
        edge="right"
        size={width}
        {...PALETTE_WIDTH}
        onChange={(paletteWidth) => setLayout({ paletteWidth })}
        onReset={() => setLayout({ paletteWidth: PALETTE_WIDTH.usual })}
      />
    </aside>
  );
}
