import type { Arrangement } from '../arrangement';
import type { CharactersPipeline, WordsPipeline } from '../pipeline';

export interface TextArrangement extends Arrangement {
  readonly is: 'words' | 'characters';
  readonly pipeline: WordsPipeline | CharactersPipeline;
  /** The vocabulary without padding, by index, with how often each token stands in the text. */
  readonly counted: readonly { readonly index: number; readonly token: string; readonly count: number }[];
  /** Tokens of the text that the vocabulary lacks. */
  readonly unknown: number;
}
