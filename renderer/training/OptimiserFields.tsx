import { Select, Switch } from '@mantine/core';
import { z } from 'zod';
import { OPTIMISERS, type Optimiser, type OptimiserName, optimiserSchema } from '../../engine/project';
import { Field, NumberField, partOf } from '../fields';
import { settleGesture } from '../store';
import { OPTIMISER_TITLES } from './facts';

interface OptimiserFieldsProps {
  readonly optimiser: Optimiser;
  readonly onChange: (optimiser: Optimiser, label: string) => void;
}

/** Every number an optimiser may have. */
const NUMBERS = {
  learningRate: {
    label: 'Learning rate',
    help: 'How far a step goes. Too high and the loss jumps or diverges; too low and it barely moves.',
  },
  momentum: { label: 'Momentum', help: 'Share of the last step that is carried into the next. From 0 to below 1.' },
  rho: { label: 'Rho', help: 'How slowly the mean of squared gradients forgets. From 0 to below 1.' },
  beta1: { label: 'Beta 1', help: 'How slowly the mean of the gradients forgets. From 0 to below 1.' },
  beta2: { label: 'Beta 2', help: 'How slowly the mean of their squares forgets. From 0 to below 1.' },
  initialAccumulator: { label: 'Initial accumulator', help: 'Where the sum of squared gradients starts.' },
  epsilon: { label: 'Epsilon', help: 'Keeps the division from zero.' },
} as const;

const HELP: Readonly<Record<OptimiserName, string>> = {
  sgd: 'Plain gradient descent: w ← w − rate · gradient.',
  momentum: 'Gradient descent with a velocity that carries on.',
  rmsprop: 'Divides each step by the recent size of its gradient.',
  adam: 'Momentum and RMSprop together: the usual first choice.',
  adagrad: 'Divides each step by the size of all its gradients so far; slows down over time.',
  adamax: 'Adam with the largest recent gradient in place of their mean square.',
};

export function OptimiserFields({ optimiser, onChange }: OptimiserFieldsProps) {
  const names = (Object.keys(NUMBERS) as (keyof typeof NUMBERS)[]).filter((name) => name in optimiser);
  return (
    <>
      <Field label="Optimiser" help={HELP[optimiser.is]}>
        <Select
          aria-label="Optimiser"
          value={optimiser.is}
          data={Object.entries(OPTIMISER_TITLES).map(([value, label]) => ({ value, label }))}
          onChange={(name) => {
            const chosen = Object.values(OPTIMISERS).find(({ is }) => is === name);
            if (chosen) onChange(chosen, 'Set optimiser');
          }}
        />
      </Field>
      {names.map((name) => {
        const { label, help } = NUMBERS[name];
        const put = (value: number) => ({ ...optimiser, [name]: value });
        return (
          <NumberField
            key={`${optimiser.is} ${name}`}
            label={label}
            help={help}
            value={numberIn(optimiser, name)}
            schema={partOf(z.number(), optimiserSchema, put)}
            onChange={(value) => onChange(optimiserSchema.parse(put(value)), `Set ${label.toLowerCase()}`)}
            onSettle={settleGesture}
          />
        );
      })}
      {optimiser.is === 'momentum' && (
        <Field label="Nesterov" help="Looks at the gradient where the velocity leads, not where it comes from.">
          <Switch
            aria-label="Nesterov"
            checked={optimiser.nesterov}
            onChange={(event) => onChange({ ...optimiser, nesterov: event.currentTarget.checked }, 'Set Nesterov')}
          />
        </Field>
      )}
    </>
  );
}

function numberIn(optimiser: Optimiser, name: string): number {
  const found = Object.entries(optimiser).find(([key]) => key === name)?.[1];
  return typeof found === 'number' ? found : 0;
}
