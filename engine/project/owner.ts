import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';

/** The process that holds a file, such that another one that later gets the same number is not taken for it. */
export const ownerSchema = z.strictObject({
  host: z.string(),
  pid: z.number().int().positive(),
  /** When it began, as the system counts; null where the system does not say. */
  began: z.string().nullable(),
});

export type Owner = z.infer<typeof ownerSchema>;

export function thisProcess(): Owner {
  return { host: hostname(), pid: process.pid, began: beginOf(process.pid) };
}

/** Whether the owner still runs. Of a process on another machine nothing is known: it counts as running. */
export function isRunning(owner: Owner): boolean {
  if (owner.host !== hostname()) return true;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  return owner.began === beginOf(owner.pid);
}

export function isSame(one: Owner, other: Owner): boolean {
  return one.host === other.host && one.pid === other.pid && one.began === other.began;
}

/** Linux: ticks since the machine started (field 22 of `stat`); of a zombie nothing, for it holds no file any more. */
function beginOf(pid: number): string | null {
  if (process.platform !== 'linux') return null;
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? 'ended' : (fields[19] ?? null);
  } catch {
    return 'ended';
  }
}
