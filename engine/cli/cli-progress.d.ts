// cli-progress 3.12 comes without types; these are the parts the command line uses.
declare module 'cli-progress' {
  interface Options {
    /** `{bar}`, `{percentage}` and whatever `start` and `update` are given. */
    format?: string;
    barsize?: number;
    hideCursor?: boolean;
    /** null: neither wraps nor cuts. */
    linewrap?: boolean | null;
    fps?: number;
    etaBuffer?: number;
    stream?: NodeJS.WritableStream;
  }
  interface Preset {
    readonly barCompleteChar: string;
    readonly barIncompleteChar: string;
  }
  export const Presets: { readonly shades_classic: Preset };
  export class SingleBar {
    constructor(options: Options, preset: Preset);
    start(total: number, startValue: number, payload?: object): void;
    update(value: number, payload?: object): void;
    setTotal(total: number): void;
    stop(): void;
  }
}
