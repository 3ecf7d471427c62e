import type { Tensor } from '@tensorflow/tfjs';
import type { DataSpec } from '../nodes';
import type { CharactersPipeline, LabelledPipeline, Pipeline, TablePipeline, TaskPipeline, WordsPipeline } from './pipeline';

export type Part = 'train' | 'validation' | 'test';
export const PARTS: readonly Part[] = ['train', 'validation', 'test'];

/** A batch. The caller owns both tensors. */
export interface Gathered {
  readonly inputs: Tensor;
  readonly targets: Tensor;
}

/** A recipe carried out: samples ready to be gathered, batch by batch, from resident tensors; windows are never materialised. */
interface Samples<P extends Pipeline> {
  readonly spec: DataSpec;
  readonly counts: Readonly<Record<Part, number>>;
  /** Everything needed to apply the recipe elsewhere: goes into `run.json` and into exports. */
  readonly pipeline: P;
  /** SHA-256 of the numbers that samples are gathered from; with the pipeline of a run it is the run's own while the data are unchanged. */
  fingerprint(): string;
  /**
   * indices: numbers within the part, from 0. inputs: float32 [batch, steps, features] or int32 [batch, steps];
   * targets: int32 [batch, ...] of classes, without the last axis of spec.target.shape, or float32 [batch, ...spec.target.shape],
   * scaled. The caller owns both tensors.
   */
  gather(part: Part, indices: Int32Array): Gathered;
  /** The same, begun: it goes on beside what the caller does next. → waits for it and gives it; to be called once. */
  prepare(part: Part, indices: Int32Array): () => Gathered;
  /** All targets of a part, of the shape that `gather` gives them; the caller owns the tensor. */
  targetsOf(part: Part): Tensor;
  /** A sample in words: one text for each time step. */
  show(part: Part, index: number): { input: string[]; target: string };
  /** A class in words: a token, a label; its number where it has no other name. */
  className(index: number): string;
  dispose(): void;
}

export interface TableDataset extends Samples<TablePipeline> {
  readonly is: 'table';
  /** Rows of the series after cleaning. */
  readonly rows: number;
  /** Columns to forecast, in the order of the target's last axis. */
  readonly targets: readonly string[];
  /** A target over all rows in the data's own units, gaps filled. target: its number in `targets`. */
  series(target: number): Float64Array;
  /** The first row that a sample's window reads; its targets begin `window` rows later, or `horizon` rows with `everyStep`. */
  windowStart(part: Part, index: number): number;
  /** The last window of the series, from which what is not known yet is forecast. → [1, steps, features]; the caller owns it. */
  latestInput(): Tensor;
  /** The moment of a row, or its number in the file from 1 where the recipe has no time column. */
  label(row: number): string;
  /** From the network's numbers back to the data's own units. */
  unscale(values: ArrayLike<number>, target: number): Float64Array;
}

export interface TextDataset extends Samples<WordsPipeline | CharactersPipeline> {
  readonly is: 'words' | 'characters';
  /** What stands between two tokens: a space between words, nothing between characters. */
  readonly separator: string;
  /** Indices that stand for no token of the text and are never to be generated: padding and the unknown word. */
  readonly reserved: readonly number[];
  /** → indices of a text, and those of its tokens that the vocabulary lacks: they became the unknown word or were left out. */
  tokenise(text: string): { tokens: readonly number[]; unknown: readonly string[] };
  /** What the network sees after these tokens: the last of them, padded in front. → [1, steps] or [1, steps, features]; the caller owns it. */
  inputOf(tokens: readonly number[]): Tensor;
  /** The same for a text. */
  encode(text: string): Tensor;
  /** The token of an index; empty for padding. */
  decode(index: number): string;
}

export interface LabelledDataset extends Samples<LabelledPipeline> {
  readonly is: 'labelled';
  /** The whole text of a sample, as it stands in its file. */
  text(part: Part, index: number): string;
  /** A text as the network sees it → int32 [1, steps], which the caller owns, and its words, known or not. */
  encode(text: string): { input: Tensor; words: readonly { readonly word: string; readonly known: boolean }[] };
}

/** Samples made by the program. */
export interface TaskDataset extends Samples<TaskPipeline> {
  readonly is: 'task';
}

export type Dataset = TableDataset | TextDataset | LabelledDataset | TaskDataset;
