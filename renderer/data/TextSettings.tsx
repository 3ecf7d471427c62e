import { SegmentedControl, Select, Switch } from '@mantine/core';
import type { Prepared } from '../../engine/api';
import { type CharactersRecipe, charactersSchema, type WordsRecipe, wordsSchema } from '../../engine/project';
import { Field, NumberField } from '../fields';
import { settleGesture } from '../store';
import classes from './data.module.css';
import { setCharacters, setRecipe, setWords } from './recipeEdits';
import { readByCharacters, readByWords } from './sourceChange';

type TextRecipe = WordsRecipe | CharactersRecipe;

/** From a text to sequences: by word or by character. */
export function TextSettings({ recipe, prepared }: { recipe: TextRecipe; prepared: Prepared | null }) {
  return (
    <form className={classes.settings} aria-label="Sequences" onSubmit={(event) => event.preventDefault()}>
      <Field label="Read by" help="Words suit short lines and small vocabularies; characters write any word, and take longer to learn.">
        <SegmentedControl
          aria-label="Read by"
          fullWidth
          className={classes.wide}
          value={recipe.is}
          onChange={(way) => {
            if (way === 'characters' && recipe.is === 'words') setRecipe('Read by character', readByCharacters(recipe));
            if (way === 'words' && recipe.is === 'characters') setRecipe('Read by word', readByWords(recipe));
          }}
          data={[
            { value: 'words', label: 'words' },
            { value: 'characters', label: 'characters' },
          ]}
        />
      </Field>
      {recipe.is === 'words' ? <WordSettings recipe={recipe} prepared={prepared} /> : <CharacterSettings recipe={recipe} />}
    </form>
  );
}

function WordSettings({ recipe, prepared }: { recipe: WordsRecipe; prepared: Prepared | null }) {
  const steps = prepared?.spec.input.shape[0];
  return (
    <>
      <NumberField
        label="Length"
        help="Words in a sequence, the target included. Shorter ones are padded in front; empty: as long as the longest line."
        value={recipe.length}
        schema={wordsSchema.shape.length}
        none={steps === undefined ? 'longest' : `${steps + 1}, longest`}
        onChange={(length) => setWords('Set length', { length })}
        onSettle={settleGesture}
      />
      <NumberField
        label="Most words"
        help="Keeps this many of the most frequent words; the rest become one unknown word. Empty: keeps all."
        value={recipe.maxWords}
        schema={wordsSchema.shape.maxWords}
        none="all"
        onChange={(maxWords) => setWords('Set most words', { maxWords })}
        onSettle={settleGesture}
      />
    </>
  );
}

function CharacterSettings({ recipe }: { recipe: CharactersRecipe }) {
  return (
    <>
      <Field label="Lower case" help="Takes capital letters for small ones, so that there are fewer characters to learn.">
        <Switch
          aria-label="Lower case"
          checked={recipe.lowerCase}
          onChange={(event) => setCharacters('Set lower case', { lowerCase: event.currentTarget.checked })}
        />
      </Field>
      <NumberField
        label="Window"
        help="Characters the network looks back on."
        value={recipe.window}
        schema={charactersSchema.shape.window}
        step={5}
        onChange={(window) => setCharacters('Set window', { window })}
        onSettle={settleGesture}
      />
      <NumberField
        label="Stride"
        help="Characters between the starts of two windows: more gives fewer samples."
        value={recipe.stride}
        schema={charactersSchema.shape.stride}
        step={1}
        onChange={(stride) => setCharacters('Set stride', { stride })}
        onSettle={settleGesture}
      />
      <Field
        label="Encoding"
        help="Index: for an Embedding. One-hot: one feature for each character. Scaled: the index as one number from 0 to 1."
      >
        <Select
          aria-label="Encoding"
          value={recipe.encoding}
          data={[
            { value: 'index', label: 'index' },
            { value: 'oneHot', label: 'one-hot' },
            { value: 'scaled', label: 'scaled index' },
          ]}
          onChange={(value) => setCharacters('Set encoding', { encoding: charactersSchema.shape.encoding.parse(value) })}
        />
      </Field>
    </>
  );
}
