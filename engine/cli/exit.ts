/** How the command line ends. */
export const EXIT = {
  done: 0,
  /** The work was begun and failed: the run diverged, the engine died, the program has a fault. */
  failed: 1,
  /** What was asked for cannot be done: a bad flag, a file that is none. */
  refused: 2,
  /** Ctrl-C, as shells count it. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The person pressed Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
