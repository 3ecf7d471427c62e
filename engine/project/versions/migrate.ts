/** A JSON object of which nothing more is known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** One change of a document's form. */
export interface Migration<T = JsonObject> {
  /** The version it leads to, from the one before. */
  readonly to: number;
  /** What changes, in a few words. */
  readonly name: string;
  /** What the change is good for. */
  readonly why: string;
  /** → the document in its new form; its version is written by `migrate`. Throws where the old one cannot be understood. */
  readonly up: (old: T) => T;
}

/** What a kind of document is called in sentences, the version this program writes, and how older ones are brought to it. */
export interface Versions<T = JsonObject> {
  /** `project`, `run record`, … */
  readonly document: string;
  readonly newest: number;
  /** One for every version from 2 to the newest, in order. */
  readonly migrations: readonly Migration<T>[];
}

export type Migrated<T = JsonObject> =
  /** `from`: the version it was saved in. */
  | { is: 'current'; value: T; from: number }
  /** `newer`: a later program can read it. `damaged`: none can. */
  | { is: 'refused'; code: 'newer' | 'damaged'; text: string };

/** Brings a document to the newest version, and has it say that. One that does not say its version is of the first. */
export function migrate(value: unknown, versions: Versions): Migrated {
  if (!isObject(value)) return damaged(`The ${versions.document} is damaged: it is no JSON object. Open an earlier copy.`);
  const migrated = bring(value, value.version, versions);
  return migrated.is === 'refused' ? migrated : { ...migrated, value: { ...migrated.value, version: versions.newest } };
}

/** The same for a part of a document whose version stands beside it. */
export function bring<T>(value: T, version: unknown, versions: Versions<T>): Migrated<T> {
  const { document, newest, migrations } = versions;
  assertOrdered(versions);
  const from = version === undefined ? 1 : version;
  if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 1) {
    return damaged(
      `The ${document} is damaged: its version is ${inWords(from)}, which must be a whole number of 1 or more. Open an earlier copy.`,
    );
  }
  if (from > newest) {
    const text = `The ${document} was saved by a newer Unroll (version ${from}; this one reads up to ${newest}): update Unroll to open it.`;
    return { is: 'refused', code: 'newer', text };
  }
  let current = value;
  for (const { to, name, up } of migrations.slice(from - 1)) {
    try {
      current = up(current);
    } catch (error) {
      return damaged(
        `The ${document} is of version ${from} and could not be brought to version ${to} (${name}: ${(error as Error).message}). Open an earlier copy.`,
      );
    }
  }
  return { is: 'current', value: current, from };
}

/** A list with a gap would leave out a change without a word: that is a bug. */
function assertOrdered<T>({ document, newest, migrations }: Versions<T>): void {
  const isWhole = migrations.length === newest - 1 && migrations.every(({ to }, index) => to === index + 2);
  if (!isWhole) throw new Error(`The migrations of the ${document} must lead from 2 to ${newest}, one after another.`);
}

function damaged(text: string): { is: 'refused'; code: 'damaged'; text: string } {
  return { is: 'refused', code: 'damaged', text };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Short enough for a sentence, whatever it is. */
function inWords(value: unknown): string {
  return JSON.stringify(value).slice(0, 64);
}
