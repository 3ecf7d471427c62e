import { Switch } from '@mantine/core';
import { projectSchema, type TrainingSettings as Settings, trainingSchema } from '../../engine/project';
import { Field, NumberField } from '../fields';
import { edit, settleGesture, useProject } from '../store';
import { OptimiserFields } from './OptimiserFields';
import classes from './TrainingSettings.module.css';

/** How the open project is trained. Every change is a step that can be undone. */
export function TrainingSettings() {
  const { training, seed } = useProject();
  const set = (label: string, change: Partial<Settings>) => setTraining(label, change);
  const setClip = (label: string, change: Partial<Settings['clip']>) => set(label, { clip: { ...training.clip, ...change } });
  const { epochs, batchSize, patience, clip } = trainingSchema.shape;
  return (
    <form className={classes.form} aria-label="Training settings" onSubmit={(event) => event.preventDefault()}>
      <NumberField
        label="Epochs"
        help="How often every training sample is seen."
        value={training.epochs}
        schema={epochs}
        step={10}
        onChange={(value) => set('Set epochs', { epochs: value })}
        onSettle={settleGesture}
      />
      <NumberField
        label="Batch size"
        help="Samples whose gradients are averaged for one step. Larger is faster and smoother, smaller learns more per sample."
        value={training.batchSize}
        schema={batchSize}
        step={16}
        onChange={(value) => set('Set batch size', { batchSize: value })}
        onSettle={settleGesture}
      />
      <Field label="Shuffle" help="Draws the order of the samples anew for each epoch, from the seed.">
        <Switch
          aria-label="Shuffle"
          checked={training.shuffle}
          onChange={(event) => set('Set shuffle', { shuffle: event.currentTarget.checked })}
        />
      </Field>
      <OptimiserFields optimiser={training.optimiser} onChange={(optimiser, label) => set(label, { optimiser })} />
      <h4 className={classes.group}>Early stopping</h4>
      <NumberField
        label="Patience"
        help="Stops after this many epochs without a better validation loss, and keeps the best weights. Empty: trains to the end."
        value={training.patience}
        schema={patience}
        none="off"
        onChange={(value) => set('Set patience', { patience: value })}
        onSettle={settleGesture}
      />
      <h4 className={classes.group}>Gradient clipping</h4>
      {CLIPS.map(({ name, label, help }) => (
        <NumberField
          key={name}
          label={label}
          help={help}
          value={training.clip[name]}
          schema={clip.shape[name]}
          none="off"
          onChange={(value) => setClip(`Set clipping by ${label.toLowerCase()}`, { [name]: value })}
          onSettle={settleGesture}
        />
      ))}
      <h4 className={classes.group}>Chance</h4>
      <NumberField
        label="Seed"
        help="Start of every random number: weights, order of samples, dropout, generation. The same seed gives the same run."
        value={seed}
        schema={projectSchema.shape.seed}
        step={1}
        onChange={(value) => edit('Set seed', (project) => ({ ...project, seed: value }), { gesture: 'training seed' })}
        onSettle={settleGesture}
      />
    </form>
  );
}

const CLIPS = [
  {
    name: 'globalNorm',
    label: 'Global norm',
    help: 'All gradients together are shrunk to this norm: the usual guard against a run that diverges.',
  },
  { name: 'norm', label: 'Norm', help: 'Each weight’s gradient is shrunk to this norm.' },
  { name: 'value', label: 'Value', help: 'Every number of a gradient is cut to this size.' },
] as const;

function setTraining(label: string, change: Partial<Settings>) {
  edit(label, (project) => ({ ...project, training: { ...project.training, ...change } }), { gesture: `training ${label}` });
}
