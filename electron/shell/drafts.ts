import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Draft, Refusal } from '../../engine/api';
import { EXTENSION, type Project, readProject } from '../../engine/project';
import { writeFileAtomic } from '../../engine/project/atomicFile';
import { runLock, runsFolder } from '../../engine/project/file';
import { holderOf } from '../../engine/project/lock';
import { isRunning, isSame, ownerSchema, thisProcess } from '../../engine/project/owner';
import { migrate, type Versions } from '../../engine/project/versions/migrate';
import { firstFlaw } from './jsonFile';

/** The forms that drafts were saved in: there is one so far. */
const draftVersions: Versions = { document: 'draft', newest: 1, migrations: [] };

/** What a draft's file holds; the project in it is checked apart, because an older program may have written it. */
const draftFile = z.strictObject({
  format: z.literal('unroll-draft'),
  version: z.literal(1),
  owner: ownerSchema,
  of: z.string().nullable(),
  savedAt: z.string(),
  project: z.unknown(),
});

/** Unsaved states of projects, one file each, so that no crash loses more than what was not sent. */
export interface DraftStore {
  connect(): PageDrafts;
}

/** The drafts as one page sees them. */
export interface PageDrafts {
  /** A fresh place for a project that has none. */
  newPath(): string;
  save(draft: { path: string; of: string | null; project: Project }): Promise<void>;
  /** Takes a draft away, and with it the runs of a project that was never saved. */
  drop(path: string): Promise<void>;
  /** Drafts that nobody works on any more: of processes that ended, of pages that closed without a word. Latest first. */
  lost(): Promise<Draft[]>;
  /** The page is gone; what it did not drop is lost. */
  close(): void;
}

export function openDrafts(home: string, report: (error: unknown) => void): DraftStore {
  const folder = join(home, 'drafts');
  /** Which page of this process works on which draft. */
  const open = new Map<string, PageDrafts>();
  let last: Promise<unknown> = Promise.resolve();

  /** A draft that was dropped must not come back by a write that was still under way. */
  function inTurn<R>(work: () => Promise<R>): Promise<R> {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  }

  function take(given: string, page: PageDrafts): string {
    const path = resolve(given);
    if (dirname(path) !== resolve(folder) || !path.endsWith(EXTENSION)) throw new Refusal(`${given} is no draft of this program.`);
    const holder = open.get(path);
    if (holder && holder !== page) throw new Refusal('Another window works on this draft: go on there.');
    open.set(path, page);
    return path;
  }

  return {
    connect() {
      const page: PageDrafts = {
        newPath() {
          const time = new Date().toISOString().replace(/[:.]/g, '-');
          return take(join(folder, `${time}-${randomBytes(4).toString('hex')}${EXTENSION}`), page);
        },
        async save({ path: given, of, project }) {
          const path = take(given, page);
          const content = { format: 'unroll-draft', version: 1, owner: thisProcess(), of, savedAt: new Date().toISOString(), project };
          await inTurn(() => writeFileAtomic(path, JSON.stringify(content)));
        },
        async drop(given) {
          const path = take(given, page);
          await inTurn(async () => {
            if (await isTrainedInto(runsFolder(path))) {
              throw new Refusal('A run still trains beside this draft: stop it, or wait until it ends, then discard the draft.');
            }
            await rm(path, { force: true });
            await rm(runsFolder(path), { recursive: true, force: true });
          });
          open.delete(path);
        },
        lost: () =>
          inTurn(async () => {
            const drafts = await Promise.all(
              (await draftPaths(folder)).map((path) => (open.has(path) ? undefined : readLost(path, report))),
            );
            return drafts.filter((draft) => draft !== undefined).sort((a, b) => b.savedAt.localeCompare(a.savedAt));
          }),
        close() {
          for (const [path, holder] of open) if (holder === page) open.delete(path);
        },
      };
      return page;
    },
  };
}

/** Whether a living process trains into a run below `runs`. */
async function isTrainedInto(runs: string): Promise<boolean> {
  for (const run of await readdir(runs).catch(() => [])) if ((await holderOf(runLock(join(runs, run)))) !== 'nobody') return true;
  return false;
}

async function draftPaths(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith(EXTENSION) && !name.startsWith('.')).map((name) => join(resolve(folder), name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/** A draft whose owner is gone. One that cannot be read is reported with its reason and stays on disk. */
async function readLost(path: string, report: (error: unknown) => void): Promise<Draft | undefined> {
  const lost = await lostAt(path);
  if (lost.is === 'refused') report(new Error(`The draft ${path} could not be read, and stays where it is. ${lost.text}`));
  return lost.is === 'lost' ? lost.draft : undefined;
}

type Lost = { is: 'lost'; draft: Draft } | { is: 'worked on' } | { is: 'refused'; text: string };

async function lostAt(path: string): Promise<Lost> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return { is: 'refused', text: code === undefined ? `It is not whole JSON: ${message}.` : `The system does not give it: ${message}.` };
  }
  // First, and whatever else stands in it: a newer program may be working on it at this moment.
  const owned = z.object({ owner: ownerSchema }).safeParse(value).data;
  if (owned && isRunning(owned.owner) && !isSame(owned.owner, thisProcess())) return { is: 'worked on' };
  const migrated = migrate(value, draftVersions);
  if (migrated.is === 'refused') return migrated;
  const parsed = draftFile.safeParse(migrated.value);
  if (!parsed.success) return { is: 'refused', text: `It is damaged: ${firstFlaw(parsed.error)}.` };
  const { of, savedAt, project } = parsed.data;
  const read = readProject(project);
  return read.is === 'refused' ? read : { is: 'lost', draft: { path, of, savedAt, project: read.project } };
}
