/** Where Electron's runtime stands. */
export interface Runtime {
  /** The folder of the distribution. */
  readonly dist: string;
  readonly executable: string;
  readonly version: string;
  /** Whether it is the older one that stands in where the pinned release cannot be had. */
  readonly isOld: boolean;
}

export function findRuntime(): Runtime | undefined;
export function installRuntime(): void;
