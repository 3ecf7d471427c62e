import { z } from 'zod';
import { projectSchema } from '../project';
import { count, nothing, path } from './schemas';

/** What the desktop's main process and the browser's server do themselves: dialogs, settings, drafts, the engine's life. */

export const FILE_KINDS = ['project', 'data'] as const;

const recent = z.strictObject({ path, name: z.string(), openedAt: z.string(), result: z.string().nullable() });

const draft = z.strictObject({
  /** Where the draft stands; runs of an unsaved project stand beside it. */
  path,
  /** The project file it is a newer state of; null for one never saved. */
  of: path.nullable(),
  savedAt: z.string(),
  project: projectSchema,
});

const menuCommand = z.strictObject({
  /** What `shell.command` names when it is chosen. */
  id: z.string().min(1).max(100),
  title: z.string().min(1).max(100),
  /** The menu it stands in. */
  group: z.string().min(1).max(40),
  /** Modifiers, then the key's place on the keyboard, as in `Mod+Shift+KeyS`: shown in the menu, acted on by the window itself. */
  shortcut: z.string().max(60).nullable(),
  enabled: z.boolean(),
  /** null for a command that switches nothing on or off. */
  checked: z.boolean().nullable(),
});

export const shellCalls = {
  'shell.describe': {
    in: nothing,
    out: z.strictObject({
      front: z.enum(['desktop', 'browser']),
      platform: z.string(),
      version: z.string(),
      electron: z.string().nullable(),
      home: path,
    }),
  },
  /** Asks the person for a file or folder; null when they think better of it. Desktop only. */
  'shell.askOpen': { in: z.strictObject({ kind: z.enum([...FILE_KINDS, 'folder']) }), out: z.strictObject({ path: path.nullable() }) },
  'shell.askSave': { in: z.strictObject({ name: z.string().max(255) }), out: z.strictObject({ path: path.nullable() }) },
  /** The server's own folder, for a browser: what stands in it. */
  'shell.list': {
    in: z.strictObject({ folder: path }),
    out: z.strictObject({
      folder: path,
      parent: path.nullable(),
      entries: z.array(z.strictObject({ name: z.string(), path, folder: z.boolean(), bytes: count })),
    }),
  },
  'shell.recent': { in: nothing, out: z.array(recent) },
  'shell.remember': { in: z.strictObject({ path, result: z.string().nullable() }), out: nothing },
  'shell.forget': { in: z.strictObject({ path }), out: nothing },
  /** What the window remembers between starts: panel sizes, theme, dismissed hints. */
  'shell.readSettings': { in: nothing, out: z.record(z.string(), z.json()) },
  /** Sets these keys and leaves all others. */
  'shell.writeSettings': { in: z.strictObject({ settings: z.record(z.string(), z.json()) }), out: nothing },
  /** A fresh place for a project that has none yet. */
  'shell.newDraft': { in: nothing, out: z.strictObject({ path }) },
  'shell.saveDraft': { in: z.strictObject({ path, of: path.nullable(), project: projectSchema }), out: nothing },
  'shell.dropDraft': { in: z.strictObject({ path }), out: nothing },
  /** Drafts that an earlier process left behind. */
  'shell.lostDrafts': { in: nothing, out: z.array(draft) },
  /** Takes a project file for this window; `taken` when another window has it. */
  'shell.claim': { in: z.strictObject({ path: path.nullable() }), out: z.strictObject({ taken: z.boolean() }) },
  'shell.setDocument': { in: z.strictObject({ title: z.string().max(300), path: path.nullable(), dirty: z.boolean() }), out: nothing },
  /** 0 to 1 in dock or taskbar; null takes it away. */
  'shell.setProgress': { in: z.strictObject({ progress: z.number().min(0).max(1).nullable() }), out: nothing },
  /** Shown by the system when the window is not in front. */
  'shell.notify': { in: z.strictObject({ title: z.string().max(200), body: z.string().max(500) }), out: nothing },
  'shell.showInFolder': { in: z.strictObject({ path }), out: nothing },
  'shell.newWindow': { in: nothing, out: nothing },
  /** Goes through with closing the window after the person was asked. `background`: it is hidden instead, for a run that goes on in it. */
  'shell.close': { in: z.strictObject({ background: z.boolean() }), out: nothing },
  /** What a hidden window went on for is over: closes it, unless it has been shown again. */
  'shell.endBackground': { in: nothing, out: nothing },
  'shell.restartEngine': { in: nothing, out: nothing },
  /** Every command of the window, in the order of its menus: the native menu is drawn from them. Sent anew when one of them changes. */
  'shell.setCommands': { in: z.strictObject({ commands: z.array(menuCommand).max(1000) }), out: nothing },
} as const;

export const engineStatus = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('starting') }),
  z.strictObject({ is: z.literal('ready'), pid: count }),
  /** It died; a new one is being started. */
  z.strictObject({ is: z.literal('lost'), reason: z.string() }),
  /** It died too often in a row to be started again unasked. */
  z.strictObject({ is: z.literal('given up'), reason: z.string() }),
]);

export const shellEvents = {
  'engine.status': engineStatus,
  /** Chosen in the native menu. */
  'shell.command': z.strictObject({ id: z.string() }),
  /** A file association, a second start, a file dropped on the dock. Comes after the page's first `shell.setDocument`. */
  'shell.open': z.strictObject({ path }),
  /**
   * The person wants to close the window; the renderer asks about a run under way and unsaved work, and calls `shell.close`. `isLast`: no
   * other window would be seen.
   */
  'shell.closing': z.strictObject({ isLast: z.boolean() }),
} as const;

export type MenuCommand = z.infer<typeof menuCommand>;
export type EngineStatus = z.infer<typeof engineStatus>;
export type Recent = z.infer<typeof recent>;
export type Draft = z.infer<typeof draft>;
