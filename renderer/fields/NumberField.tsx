import { TextInput, Tooltip, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { Icon } from '../icons';
import { evaluate } from './expression';
import classes from './fields.module.css';
import { sayRefusal } from './refusal';

interface NumberFieldProps<V extends number | null> {
  readonly label: string;
  readonly value: V;
  /** What the value may be; its sentence is shown for what it may not. */
  readonly schema: z.ZodType<V>;
  readonly onChange: (value: V) => void;
  /** The gesture is over: the next change is a step of its own. */
  readonly onSettle?: (() => void) | undefined;
  /** What an empty field means; only then may it be empty. */
  readonly none?: string | undefined;
  readonly help?: ReactNode;
  readonly unit?: string | undefined;
  /** What a click on plus or minus adds; none without one. */
  readonly step?: number | undefined;
  readonly disabled?: boolean | undefined;
  /** The label is said, not shown. */
  readonly bare?: boolean | undefined;
}

/** A number with its bounds: typed, also as arithmetic such as `2*64`, or stepped. What is not allowed is said, and the old value stays. */
export function NumberField<V extends number | null>(props: NumberFieldProps<V>) {
  const { label, value, schema, onChange, onSettle, none, help, unit, step, disabled = false, bare = false } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);

  const take = (text: string) => {
    setDraft(text);
    const typed = text.trim() === '' && none !== undefined ? null : evaluate(text);
    const parsed = schema.safeParse(typed);
    if (parsed.success) {
      setRefusal(null);
      if (parsed.data !== value) onChange(parsed.data);
    } else {
      setRefusal(typed === undefined ? 'Must be a number.' : sayRefusal(parsed.error));
    }
  };
  const settle = () => {
    setDraft(null);
    setRefusal(null);
    onSettle?.();
  };
  const move = (direction: 1 | -1) => {
    if (step === undefined) return;
    const next = schema.safeParse(Number(((value ?? 0) + direction * step).toPrecision(12)));
    if (next.success) {
      setDraft(null);
      setRefusal(null);
      onChange(next.data);
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') {
      // What was refused stays to be read, and mended.
      if (refusal === null) settle();
    } else if (event.key === 'Escape' && draft !== null) settle();
    else if (event.key === 'ArrowUp') move(1);
    else if (event.key === 'ArrowDown') move(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  const room = step === undefined ? (unit === undefined ? 6 : unit.length * 7 + 14) : 46;
  const input = (
    <TextInput
      aria-label={label}
      className={classes.number}
      classNames={{ error: classes.error }}
      inputMode="decimal"
      autoComplete="off"
      disabled={disabled}
      value={draft ?? write(value)}
      placeholder={none}
      error={refusal}
      onChange={(event) => take(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={settle}
      onKeyDown={onKeyDown}
      styles={{ section: { width: room }, input: { paddingInlineEnd: room + 2 } }}
      rightSectionPointerEvents={step === undefined ? 'none' : 'all'}
      rightSection={
        step === undefined ? (
          <span className={classes.unit}>{unit}</span>
        ) : (
          <span className={classes.steppers}>
            <Stepper sign={-1} label={`Less: ${label}`} disabled={disabled} onStep={() => move(-1)} onSettle={onSettle} />
            <Stepper sign={1} label={`More: ${label}`} disabled={disabled} onStep={() => move(1)} onSettle={onSettle} />
          </span>
        )
      }
    />
  );
  return bare ? (
    input
  ) : (
    <Field label={label} help={help}>
      {input}
    </Field>
  );
}

function Stepper(props: { sign: 1 | -1; label: string; disabled: boolean; onStep: () => void; onSettle: (() => void) | undefined }) {
  const { sign, label, disabled, onStep, onSettle } = props;
  return (
    // The arrow keys of the field do the same, so the buttons need no stop of their own.
    <UnstyledButton
      tabIndex={-1}
      className={classes.stepper}
      aria-label={label}
      disabled={disabled}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        onStep();
        onSettle?.();
      }}
    >
      <Icon name={sign < 0 ? 'minus' : 'plus'} size={14} />
    </UnstyledButton>
  );
}

/** A line of a form: what it is called, with its help on hover, and the control. */
export function Field({ label, help, children }: { label: string; help?: ReactNode; children: ReactNode }) {
  return (
    <div className={classes.field}>
      <Tooltip label={help} disabled={help === undefined} position="top-start">
        <span className={classes.label} data-helpful={help !== undefined || undefined}>
          {label}
        </span>
      </Tooltip>
      <div className={classes.control}>{children}</div>
    </div>
  );
}

function write(value: number | null): string {
  return value === null ? '' : String(value);
}
