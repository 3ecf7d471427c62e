import { SegmentedControl } from '@mantine/core';
import type { Prepared } from '../../engine/api';
import { type TaskRecipe, taskSchema } from '../../engine/project';
import { Field, NumberField } from '../fields';
import { settleGesture } from '../store';
import classes from './data.module.css';
import { Frame } from './Frame';
import { setTask } from './recipeEdits';
import { Samples } from './Samples';
import { SourceSection } from './SourceSection';
import { SplitView } from './SplitView';

const ABOUT: Readonly<Record<TaskRecipe['kind'], string>> = {
  adding: 'Two of many numbers are marked; the network gives their sum. It has to keep the first until the second comes.',
  copy: 'Ten symbols, then a long blank; the network writes the symbols down again. It has to keep all of them over the blank.',
};

/** Sequences made by the program, which show how far back a network remembers. */
export function TaskData({ recipe, prepared }: { recipe: TaskRecipe; prepared: Prepared | null }) {
  return (
    <Frame
      settings={
        <>
          <SourceSection source={null} profile={null} about={ABOUT[recipe.kind]} />
          <TaskSettings recipe={recipe} />
        </>
      }
      views={[{ value: 'samples', label: 'Samples' }]}
      view="samples"
      onView={() => undefined}
      aside={<SplitView split={recipe.split} prepared={prepared} />}
    >
      {prepared && <Samples recipe={recipe} prepared={prepared} />}
    </Frame>
  );
}

function TaskSettings({ recipe }: { recipe: TaskRecipe }) {
  return (
    <form className={classes.settings} aria-label="Task" onSubmit={(event) => event.preventDefault()}>
      <Field label="Task" help="Adding: the sum of two marked numbers. Copy: the same symbols once more, after a blank.">
        <SegmentedControl
          aria-label="Task"
          fullWidth
          className={classes.wide}
          value={recipe.kind}
          data={[
            { value: 'adding', label: 'adding' },
            { value: 'copy', label: 'copy' },
          ]}
          onChange={(value) => setTask('Set task', { kind: taskSchema.shape.kind.parse(value) })}
        />
      </Field>
      <NumberField
        label={recipe.kind === 'adding' ? 'Length' : 'Blank'}
        help={
          recipe.kind === 'adding'
            ? 'Time steps of a sample: the longer, the further back it must remember.'
            : 'Time steps between the symbols and their copy.'
        }
        value={recipe.length}
        schema={taskSchema.shape.length}
        step={10}
        onChange={(length) => setTask('Set length', { length })}
        onSettle={settleGesture}
      />
      <NumberField
        label="Samples"
        help="How many sequences are made, all parts together."
        value={recipe.samples}
        schema={taskSchema.shape.samples}
        step={500}
        onChange={(samples) => setTask('Set samples', { samples })}
        onSettle={settleGesture}
      />
      <NumberField
        label="Data seed"
        help="Start of the random numbers of the samples: another one makes others of the same kind."
        value={recipe.seed}
        schema={taskSchema.shape.seed}
        step={1}
        onChange={(seed) => setTask('Set data seed', { seed })}
        onSettle={settleGesture}
      />
    </form>
  );
}
