import { readFile, rename } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomic } from '../../engine/project/atomicFile';
import { type Migration, migrate, type Versions } from '../../engine/project/versions/migrate';
import { keepOriginal } from '../../engine/project/versions/original';

/** One small JSON document on disk, written whole; changes of this process come one after another. */
export interface JsonFile<T> {
  read(): Promise<T>;
  update(change: (old: T) => T): Promise<T>;
}

export interface JsonKind<T> {
  /** What it is called in sentences. */
  readonly document: string;
  /** What it says that it is, such as `unroll-settings`. */
  readonly format: string;
  readonly schema: z.ZodType<T>;
  /** Stands for a file that is not there yet. */
  readonly empty: T;
}

/** What stands on disk. `newer`: a later program wrote it, and it must stay as it is. */
type Loaded<T> = { is: 'absent' | 'newer' } | { is: 'read'; content: T; from: number };

const VERSION = 2;

/**
 * A file is `{ format, version, content }`; of version 1 it was the content alone. One that is damaged is put aside as `….broken`
 * and reported. One of a newer program is reported and left alone; then changes last as long as the program runs.
 */
export function openJsonFile<T>(path: string, kind: JsonKind<T>, report: (error: unknown) => void): JsonFile<T> {
  const { format, schema, empty } = kind;
  const document = `${kind.document} ${path}`;
  const versions: Versions = { document, newest: VERSION, migrations: [withFormat(format)] };
  const file = z.strictObject({ format: z.literal(format), version: z.literal(VERSION), content: schema });
  let last: Promise<unknown> = Promise.resolve();
  /** What a file of a newer program does not take. */
  let unsaved = empty;
  let isNewerTold = false;

  async function load(): Promise<Loaded<T>> {
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { is: 'absent' };
      throw error;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return putAside(`The ${document} is damaged: it is not whole JSON (${(error as Error).message}).`);
    }
    const migrated = migrate(saysFormat(value, format) ? value : { version: 1, content: value }, versions);
    if (migrated.is === 'refused') return migrated.code === 'newer' ? leaveAlone(migrated.text) : putAside(migrated.text);
    const parsed = file.safeParse(migrated.value);
    if (!parsed.success) return putAside(`The ${document} is damaged: ${firstFlaw(parsed.error)}.`);
    return { is: 'read', content: parsed.data.content, from: migrated.from };
  }

  async function putAside(reason: string): Promise<Loaded<T>> {
    report(new Error(`${reason} It is put aside as ${path}.broken.`));
    await rename(path, `${path}.broken`);
    return { is: 'absent' };
  }

  function leaveAlone(reason: string): Loaded<T> {
    if (!isNewerTold) report(new Error(`${reason} Until then it stays as it is, and changes last as long as the program runs.`));
    isNewerTold = true;
    return { is: 'newer' };
  }

  function contentOf(loaded: Loaded<T>): T {
    if (loaded.is === 'read') return loaded.content;
    return loaded.is === 'newer' ? unsaved : empty;
  }

  /** Never beside another one: two changes at once would each lose the other. */
  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  return {
    read: () => inTurn(async () => contentOf(await load())),
    update: (change) =>
      inTurn(async () => {
        const loaded = await load();
        const content = change(contentOf(loaded));
        if (loaded.is === 'newer') {
          unsaved = content;
          return content;
        }
        if (loaded.is === 'read' && loaded.from < VERSION) await keepOriginal(path, loaded.from);
        await writeFileAtomic(path, `${JSON.stringify({ format, version: VERSION, content }, null, 2)}\n`);
        return content;
      }),
  };
}

function withFormat(format: string): Migration {
  return {
    to: 2,
    name: 'format and version',
    why: 'A file of a newer program must be told from a damaged one.',
    up: ({ content }) => ({ format, content }),
  };
}

/** Settings of version 1 might hold a key called `version`, but none called `format` that says this. */
function saysFormat(value: unknown, format: string): boolean {
  return typeof value === 'object' && value !== null && 'format' in value && value.format === format;
}

/** The first thing a schema found, with its place in the document. */
export function firstFlaw(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.map(String).join(' › ') || 'the document'}: ${issue.message}` : error.message;
}
