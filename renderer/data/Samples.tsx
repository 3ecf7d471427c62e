import { ActionIcon, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { Prepared, ShownSample } from '../../engine/api';
import { formatShape } from '../../engine/graph';
import type { Recipe } from '../../engine/project';
import { formatCount, formatValue } from '../charts';
import { Icon } from '../icons';
import { visible } from '../start/dataDrawing';
import { SHOWN_SAMPLES, showSamples, useData } from '../store';
import classes from './samples.module.css';
import { PART_TITLES } from './split';

/** Samples as the network will see them, and the numbers in the tensor of the chosen one. */
export function Samples({ recipe, prepared }: { recipe: Recipe; prepared: Prepared }) {
  const from = useData((state) => state.from);
  const [chosen, setChosen] = useState(0);
  const { shown, samples, spec } = prepared;
  const total = samples.train + samples.validation + samples.test;
  const index = Math.min(chosen, shown.length - 1);
  const sample = shown[index];
  const page = (to: number) => {
    setChosen(0);
    showSamples(Math.max(0, Math.min(to, Math.max(0, total - 1))));
  };
  return (
    <div className={classes.samples}>
      <div className={classes.list}>
        <div className={classes.pager}>
          <span>
            {formatCount(from + 1)}–{formatCount(Math.min(total, from + shown.length))} of {formatCount(total)}
          </span>
          <ActionIcon aria-label="Earlier samples" disabled={from === 0} onClick={() => page(from - SHOWN_SAMPLES)}>
            <Icon name="chevronLeft" />
          </ActionIcon>
          <ActionIcon aria-label="Later samples" disabled={from + shown.length >= total} onClick={() => page(from + SHOWN_SAMPLES)}>
            <Icon name="chevronRight" />
          </ActionIcon>
        </div>
        <ul className={classes.rows}>
          {shown.map((each, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a sample is its number
            <li key={from + place}>
              <UnstyledButton className={classes.row} aria-pressed={place === index} onClick={() => setChosen(place)}>
                <span className={classes.number}>{formatCount(from + place + 1)}</span>
                <SampleLine recipe={recipe} sample={each} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </div>
      {sample && (
        <section className={classes.detail} aria-label="The chosen sample">
          <h3>
            Sample {formatCount(from + index + 1)} <span>{PART_TITLES[sample.part]}</span>
          </h3>
          <p>
            Input {formatShape(spec.input.shape)}
            {spec.input.dtype === 'index' ? ', indices' : ''}
            {sample.tensor.length < sizeOf(spec.input.shape) ? `, first ${formatCount(sample.tensor.length)} numbers` : ''}
          </p>
          <Tensor sample={sample} width={spec.input.shape.length > 1 ? (spec.input.shape[1] ?? 1) : 1} columns={spec.columns} />
          <p>Target {formatShape(spec.target.shape)}</p>
          <p className={classes.target}>
            <b>{visible(sample.target)}</b>
          </p>
        </section>
      )}
    </div>
  );
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, axis) => size * axis, 1);
}

/** Paddings shown one by one. */
const MOST_DOTS = 16;

/** One sample in a line: tokens with padding and the target, or a window's first and last step. */
function SampleLine({ recipe, sample: { input, target } }: { recipe: Recipe; sample: ShownSample }) {
  if (recipe.is === 'words' || recipe.is === 'labelled') {
    const padding = input.filter((token) => token === '').length;
    return (
      <span className={classes.tokens}>
        {padding > 0 && (
          <span className={classes.padding} title="Padding: index 0, which later layers can skip">
            {padding <= MOST_DOTS ? '·'.repeat(padding).split('').join(' ') : `${padding} × ·`}
          </span>
        )}
        <span className={classes.words}>{input.filter((token) => token !== '').join(' ')}</span>
        <b>{target}</b>
      </span>
    );
  }
  if (recipe.is === 'characters') {
    return (
      <span className={classes.characters}>
        {visible(input.join(''))}
        <b>{visible(target)}</b>
      </span>
    );
  }
  return (
    <span className={classes.window}>
      <span>{input[0]}</span>
      {input.length > 1 && <span className={classes.padding}>… {input[input.length - 1]}</span>}
      <b>{target}</b>
    </span>
  );
}

/** The numbers as they stand in the input tensor: a line for each time step. */
function Tensor({ sample: { tensor, input }, width, columns }: { sample: ShownSample; width: number; columns: readonly string[] }) {
  if (width === 1) {
    // Of a text each number stands under its token; of a table a line of numbers says enough.
    const tokens = input.length === tensor.length && columns.length === 0;
    return (
      <div className={classes.flat}>
        {tensor.map((value, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a number is its place in the tensor
          <span key={place} className={classes.cell} data-zero={value === 0 || undefined}>
            {tokens && <small>{visible(input[place] ?? '') || '·'}</small>}
            {formatValue(value, 3)}
          </span>
        ))}
      </div>
    );
  }
  const steps = Array.from({ length: Math.ceil(tensor.length / width) }, (_, step) => tensor.slice(step * width, (step + 1) * width));
  const named = columns.length === width;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table that scrolls must be reached by keyboard
    <section className={classes.grid} aria-label="Numbers of the input" tabIndex={0}>
      <table>
        {named && (
          <thead>
            <tr>
              {columns.map((name) => (
                <th key={name} scope="col" title={name}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {steps.map((values, step) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a time step is its number
            <tr key={step}>
              {values.map((value, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its number
                <td key={column}>{formatValue(value, 3)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
