import { TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import classes from './Inspector.module.css';

interface Props<T> {
  label: string;
  description: string;
  value: readonly T[] | null;
  /** What an empty field means. */
  none: string;
  separator: string;
  /** → the items; undefined where the text is no such list. */
  parse: (text: string) => readonly T[] | undefined;
  onChange: (value: readonly T[] | null) => string | undefined;
}

/** A short list as text: the sizes of a shape, names of columns. */
export function ListField<T extends string | number>({ label, description, value, none, separator, parse, onChange }: Props<T>) {
  const shown = value === null ? '' : value.join(separator);
  const [text, setText] = useState(shown);
  const [refusal, setRefusal] = useState<string | undefined>();
  useEffect(() => {
    setText(shown);
    setRefusal(undefined);
  }, [shown]);
  const take = () => {
    const trimmed = text.trim();
    if (trimmed === shown) return;
    const items = trimmed === '' ? null : parse(trimmed);
    setRefusal(items === undefined ? `"${trimmed}" is no list of this kind.` : onChange(items));
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take();
    else if (event.key === 'Escape') {
      setText(shown);
      setRefusal(undefined);
    }
  };
  return (
    <TextInput
      className={classes.text}
      aria-label={label}
      aria-description={description}
      placeholder={none}
      value={text}
      error={refusal}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={press}
      onBlur={take}
    />
  );
}

/** `12 × 3`, `12, 3` and `12 3` are the same shape. */
export function parseSizes(text: string): readonly number[] | undefined {
  const parts = text.split(/[\s,;×x*]+/i).filter((part) => part !== '');
  const sizes = parts.map(Number);
  return sizes.length > 0 && sizes.every((size) => !Number.isNaN(size)) ? sizes : undefined;
}

export function parseNames(text: string): readonly string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
