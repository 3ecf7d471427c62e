import { Button, Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { formatShape } from '../../engine/graph';
import type { TypedInput } from '../../engine/project';
import { formatAmount } from '../charts';
import { Icon } from '../icons';
import { Message } from '../panel';
import { latest, useData } from '../store';
import classes from './run.module.css';
import { readNumbers, type Typed, writeNumbers } from './typed';

export interface InputShape {
  readonly name: string;
  /** Of one sample. */
  readonly shape: readonly number[];
  readonly areIndices: boolean;
}

interface InputFormProps {
  readonly inputs: readonly InputShape[];
  /** What the network was last run on. */
  readonly kept: readonly TypedInput[] | undefined;
  readonly onRun: (tensors: readonly TypedInput[]) => void;
}

/** Numbers for every Input: typed, pasted, or taken from the data. */
export function InputForm({ inputs, kept, onRun }: InputFormProps) {
  const [texts, setTexts] = useState<Readonly<Record<string, string>>>(() =>
    Object.fromEntries((kept ?? []).map((tensor) => [tensor.input, writeNumbers(tensor)])),
  );
  const prepared = useData((state) => latest(state.prepared));
  const sample = prepared?.shown[0];
  const read = inputs.map(({ name, shape }) => ({ name, typed: readNumbers(texts[name] ?? '', shape) }));
  const ready = read.flatMap(({ name, typed }) => (typed.is === 'tensor' ? [{ input: name, ...typed.tensor }] : []));
  const isReady = ready.length === inputs.length && inputs.length > 0;
  const run = () => isReady && onRun(ready);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    run();
    event.preventDefault();
    event.stopPropagation();
  };
  const fits = ({ shape }: InputShape) =>
    sample !== undefined && shape.reduce((product, size) => product * size, 1) === sample.tensor.length;
  return (
    <form
      className={classes.form}
      aria-label="Input"
      onSubmit={(event) => {
        event.preventDefault();
        run();
      }}
    >
      {inputs.length === 0 && <Message tone="info">The network has no Input whose shape is known: give it one, or load data.</Message>}
      {inputs.map((input, index) => (
        <div key={input.name} className={classes.field}>
          <Textarea
            label={
              <>
                {input.name} <span>{formatShape(input.shape)}</span>
              </>
            }
            aria-label={`Numbers for ${input.name}`}
            description={input.areIndices ? 'Whole numbers: the indices of words or characters.' : 'Numbers in rows, or JSON.'}
            autosize
            minRows={4}
            maxRows={14}
            spellCheck={false}
            value={texts[input.name] ?? ''}
            onChange={(event) => setTexts({ ...texts, [input.name]: event.currentTarget.value })}
            onKeyDown={onKeyDown}
          />
          <Reading typed={read[index]?.typed} />
          {sample && fits(input) && (
            <Button
              size="compact-xs"
              variant="subtle"
              onClick={() =>
                setTexts({
                  ...texts,
                  [input.name]: writeNumbers({ shape: [1, ...input.shape], values: sample.tensor.map((value) => value ?? 0) }),
                })
              }
            >
              Take the sample shown in the Data panel
            </Button>
          )}
        </div>
      ))}
      <Button type="submit" variant="filled" leftSection={<Icon name="play" />} disabled={!isReady}>
        Run the network
      </Button>
    </form>
  );
}

/** What was understood of a field. */
function Reading({ typed }: { typed: Typed | undefined }) {
  switch (typed?.is) {
    case 'refused':
      return (
        <p className={classes.reading} data-tone="error" role="alert">
          {typed.text}
        </p>
      );
    case 'tensor':
      return <p className={classes.reading}>{formatAmount(typed.tensor.shape[0] ?? 1, 'sample')}</p>;
    default:
      return null;
  }
}
