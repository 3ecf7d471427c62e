import { ActionIcon, useComputedColorScheme } from '@mantine/core';
import { useMemo } from 'react';
import { HeatLegend, heatColour, largestOf } from '../charts';
import { Icon } from '../icons';
import { Tex } from '../inspector/Equations';
import { visible, visibleToken } from '../start/dataDrawing';
import type { Place } from './CellView';
import classes from './inspection.module.css';
import { lookAt } from './look';

interface TextStripProps {
  readonly steps: readonly string[];
  readonly target: string | null;
  readonly place: Place;
  /** The unit's hidden state by step. */
  readonly row: readonly (number | null)[];
  readonly units: number;
}

/** The sample as text, each word or character on the colour of one unit after it. */
export function TextStrip({ steps, target, place, row, units }: TextStripProps) {
  const scheme = useComputedColorScheme();
  const largest = Math.max(0.1, largestOf([row]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the scheme changes the colours
  const colours = useMemo(() => row.map((value) => heatColour('signed', value ?? 0, largest)), [row, largest, scheme]);
  const areCharacters = steps.every((token) => token.length <= 1);
  const { unit, step } = place;
  return (
    <div className={classes.strip}>
      <div className={classes.stripHead}>
        <h3 className={classes.title}>Text, coloured by unit</h3>
        <span className={classes.unit}>
          <ActionIcon aria-label="Unit before" size={24} disabled={unit === 0} onClick={() => lookAt({ unit: unit - 1 })}>
            <Icon name="chevronLeft" />
          </ActionIcon>
          <b>{unit + 1}</b>
          <ActionIcon aria-label="Unit after" size={24} disabled={unit >= units - 1} onClick={() => lookAt({ unit: unit + 1 })}>
            <Icon name="chevronRight" />
          </ActionIcon>
        </span>
        <span className={classes.hint}>
          hidden state <Tex tex="h" /> after each {areCharacters ? 'character' : 'word'}
        </span>
        <HeatLegend scale="signed" largest={largest} />
      </div>
      <p className={classes.text} data-characters={areCharacters || undefined}>
        {steps.map((token, at) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place
            key={at}
            type="button"
            tabIndex={-1}
            data-on={at === step || undefined}
            style={{ backgroundColor: colours[at]?.fill, color: colours[at]?.ink }}
            onClick={() => lookAt({ step: at })}
          >
            {token === '' ? '·' : areCharacters ? visible(token) : token}
          </button>
        ))}
        {target !== null && (
          <span className={classes.target}>
            <Icon name="chevronRight" size={14} /> {visibleToken(target)}
          </span>
        )}
      </p>
    </div>
  );
}
