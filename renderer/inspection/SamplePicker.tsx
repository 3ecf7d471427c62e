import { Select } from '@mantine/core';
import { z } from 'zod';
import { formatCount } from '../charts';
import { NumberField } from '../fields';
import { latest, useData } from '../store';
import classes from './inspection.module.css';
import { lookAt, type Part, useLook } from './look';

const PARTS: readonly { readonly value: Part; readonly label: string }[] = [
  { value: 'train', label: 'training' },
  { value: 'validation', label: 'validation' },
  { value: 'test', label: 'test' },
];

/** Parts that have samples, and the one that is looked at. */
export function useSamples(): { counts: Readonly<Record<Part, number>>; part: Part; index: number } {
  const counts = useData(({ prepared }) => latest(prepared)?.samples) ?? { train: 0, validation: 0, test: 0 };
  const { part: wished, index } = useLook();
  const part = counts[wished] > 0 ? wished : (PARTS.find(({ value }) => counts[value] > 0)?.value ?? wished);
  return { counts, part, index: Math.min(index, Math.max(0, counts[part] - 1)) };
}

/** Which sample of the data is looked at. */
export function SamplePicker() {
  const { counts, part, index } = useSamples();
  const parts = PARTS.filter(({ value }) => counts[value] > 0);
  if (parts.length === 0) return null;
  return (
    <>
      <span aria-hidden="true">Sample</span>
      <Select
        aria-label="Part of the data"
        className={classes.part}
        value={part}
        data={[...parts]}
        onChange={(value) => lookAt({ part: PARTS.find((one) => one.value === value)?.value ?? part, index: 0 })}
      />
      <span className={classes.number}>
        <NumberField
          bare
          label="Sample"
          value={index + 1}
          schema={z.number().int('Must be a whole number.').min(1, 'Must be 1 or more.').max(counts[part], `There are ${counts[part]}.`)}
          step={1}
          onChange={(number) => lookAt({ index: number - 1 })}
        />
      </span>
      <span>of {formatCount(counts[part])}</span>
    </>
  );
}
