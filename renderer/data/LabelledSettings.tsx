import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { TableProfile } from '../../engine/api';
import { type LabelledRecipe, labelledSchema } from '../../engine/project';
import { Field, NumberField } from '../fields';
import { settleGesture } from '../store';
import classes from './data.module.css';
import { ReadAs } from './ReadAs';
import { setLabelled } from './recipeEdits';

const ENDS = [
  { value: 'pre', label: 'start' },
  { value: 'post', label: 'end' },
];

/** From texts with labels to sequences of words: columns, vocabulary, length. */
export function LabelledSettings({ recipe, profile }: { recipe: LabelledRecipe; profile: TableProfile | null }) {
  const columns = [...new Set([...(profile?.columns.map(({ name }) => name) ?? []), recipe.text, recipe.label])];
  return (
    <form className={classes.settings} aria-label="Labelled texts" onSubmit={(event) => event.preventDefault()}>
      <ReadAs recipe={recipe} profile={profile} />
      <Field label="Text" help="The column of the texts to be labelled.">
        <Select
          aria-label="Column of the texts"
          value={recipe.text}
          data={columns.filter((name) => name !== recipe.label)}
          onChange={(text) => text !== null && setLabelled('Set the text column', { text })}
        />
      </Field>
      <Field label="Label" help="The column of the labels. Two different ones are yes and no, more are classes.">
        <Select
          aria-label="Column of the labels"
          value={recipe.label}
          data={columns.filter((name) => name !== recipe.text)}
          onChange={(label) => label !== null && setLabelled('Set the label column', { label })}
        />
      </Field>
      <NumberField
        label="Vocabulary"
        help="Indices there are at most, padding included: the most frequent words of the training texts have one."
        value={recipe.vocabulary}
        schema={labelledSchema.shape.vocabulary}
        step={1000}
        onChange={(vocabulary) => setLabelled('Set vocabulary', { vocabulary })}
        onSettle={settleGesture}
      />
      <Field label="Unknown word" help="On: words without an index become one unknown word. Off: they are left out.">
        <Switch
          aria-label="Unknown word"
          checked={recipe.unknownWord}
          onChange={(event) => setLabelled('Set unknown word', { unknownWord: event.currentTarget.checked })}
        />
      </Field>
      <NumberField
        label="Length"
        help="Words in a sequence: shorter texts are padded, longer ones cut."
        value={recipe.length}
        schema={labelledSchema.shape.length}
        step={10}
        onChange={(length) => setLabelled('Set length', { length })}
        onSettle={settleGesture}
      />
      <Field
        label="Pad at the"
        help="Where short texts are filled up with 0. At the start the last words stand next to the end, where the state is read."
      >
        <SegmentedControl
          aria-label="Pad at the"
          fullWidth
          className={classes.wide}
          value={recipe.padding}
          data={ENDS}
          onChange={(value) => setLabelled('Set padding', { padding: labelledSchema.shape.padding.parse(value) })}
        />
      </Field>
      <Field label="Cut at the" help="Which end of a long text is left out.">
        <SegmentedControl
          aria-label="Cut at the"
          fullWidth
          className={classes.wide}
          value={recipe.truncation}
          data={ENDS}
          onChange={(value) => setLabelled('Set truncation', { truncation: labelledSchema.shape.truncation.parse(value) })}
        />
      </Field>
      <Field label="Order" help="Shuffled: the parts are drawn at random, which files sorted by label need.">
        <SegmentedControl
          aria-label="Order of the texts"
          fullWidth
          className={classes.wide}
          value={recipe.order}
          data={[
            { value: 'shuffled', label: 'shuffled' },
            { value: 'file', label: 'as in file' },
          ]}
          onChange={(value) => setLabelled('Set order', { order: labelledSchema.shape.order.parse(value) })}
        />
      </Field>
    </form>
  );
}
