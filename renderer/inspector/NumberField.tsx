import { ActionIcon, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { Icon } from '../icons';
import { settleGesture } from '../store';
import { evaluate } from './expression';
import classes from './Inspector.module.css';

interface Props {
  label: string;
  /** What it does, read out after its name. */
  description?: string;
  value: number | null;
  least: number;
  most: number;
  /** What an arrow key or a click on the stepper adds. */
  step: number;
  /** What an empty field means; only then may it be empty. */
  none?: string;
  /** Takes a value, or says why it cannot be. `stepping`: one of several small changes in a row. */
  onChange: (value: number | null, how: { stepping: boolean }) => string | undefined;
  disabled?: boolean;
}

/** At most this many digits after the point, so that steps of 0.1 do not show how floats add up. */
const DIGITS = 10;

/** A number that is typed, reckoned (`2*64`) or stepped. What cannot be is said below; the old value stays. */
export function NumberField({ label, description, value, least, most, step, none, onChange, disabled }: Props) {
  const shown = value === null ? '' : String(value);
  const [text, setText] = useState(shown);
  const [refusal, setRefusal] = useState<string | undefined>();
  const editing = useRef(false);
  useEffect(() => {
    if (editing.current) return;
    setText(shown);
    setRefusal(undefined);
  }, [shown]);
  const take = (given: string) => {
    editing.current = false;
    const trimmed = given.trim();
    if (trimmed === shown) {
      setText(shown);
      setRefusal(undefined);
      return;
    }
    const number = trimmed === '' && none !== undefined ? null : evaluate(trimmed);
    const refused = number === undefined ? `"${trimmed}" is no number.` : onChange(number, { stepping: false });
    setRefusal(refused);
    if (refused === undefined) setText(number === null || number === undefined ? '' : String(number));
  };
  const stepBy = (sign: number) => {
    editing.current = false;
    const from = evaluate(text) ?? value ?? Math.max(least, 0);
    const next = Number(Math.min(most, Math.max(least, from + sign * step)).toFixed(DIGITS));
    setText(String(next));
    setRefusal(onChange(next, { stepping: true }));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') take(event.currentTarget.value);
    else if (event.key === 'ArrowUp') stepBy(event.shiftKey ? 10 : 1);
    else if (event.key === 'ArrowDown') stepBy(event.shiftKey ? -10 : -1);
    else if (event.key === 'Escape') {
      editing.current = false;
      setText(shown);
      setRefusal(undefined);
    } else return;
    event.preventDefault();
  };
  return (
    <TextInput
      className={classes.number}
      aria-label={label}
      aria-description={description}
      inputMode="decimal"
      disabled={disabled}
      placeholder={none}
      value={text}
      error={refusal}
      onChange={(event) => {
        editing.current = true;
        setText(event.currentTarget.value);
      }}
      onKeyDown={press}
      onBlur={(event) => {
        take(event.currentTarget.value);
        settleGesture();
      }}
      rightSectionWidth={44}
      rightSection={
        <span className={classes.steps}>
          <ActionIcon
            size={20}
            tabIndex={-1}
            disabled={disabled || (value ?? most) <= least}
            aria-label={`Less ${label.toLowerCase()}`}
            onClick={() => stepBy(-1)}
          >
            <Icon name="minus" />
          </ActionIcon>
          <ActionIcon
            size={20}
            tabIndex={-1}
            disabled={disabled || (value ?? least) >= most}
            aria-label={`More ${label.toLowerCase()}`}
            onClick={() => stepBy(1)}
          >
            <Icon name="plus" />
          </ActionIcon>
        </span>
      }
    />
  );
}
