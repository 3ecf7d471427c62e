import type { Group } from '../nodes';

export type Theme = 'light' | 'dark';

export interface Colours {
  readonly canvas: string;
  readonly card: string;
  readonly line: string;
  readonly edge: string;
  readonly wire: string;
  readonly text: string;
  readonly quiet: string;
  readonly frame: string;
  readonly groups: Readonly<Record<Group, string>>;
}

/** As in the window: renderer/app/theme/tokens.css. */
export const COLOURS: Readonly<Record<Theme, Colours>> = {
  light: {
    canvas: '#f7f8fa',
    card: '#ffffff',
    line: '#e3e6ec',
    edge: '#bfc5d0',
    wire: '#848d9e',
    text: '#181c25',
    quiet: '#4b5463',
    frame: '#eef4f1',
    groups: {
      data: '#757d8c',
      embedding: '#0b8ac6',
      recurrent: '#1f8064',
      attention: '#98267d',
      dense: '#a67f10',
      merge: '#4d6d05',
      output: '#2c3340',
    },
  },
  dark: {
    canvas: '#111318',
    card: '#1c2027',
    line: '#282d36',
    edge: '#3c434f',
    wire: '#69748a',
    text: '#e7eaf0',
    quiet: '#aab2c0',
    frame: '#16201f',
    groups: {
      data: '#828a98',
      embedding: '#7cdcfa',
      recurrent: '#55c398',
      attention: '#ec7ebe',
      dense: '#f3d46a',
      merge: '#6a9a35',
      output: '#e6eaf2',
    },
  },
};
