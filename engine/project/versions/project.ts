import { z } from 'zod';
import { type NodeType, newestVersion } from '../../nodes';
import { FORMAT, VERSION } from '../project';
import type { Versions } from './migrate';

/** The forms that projects were saved in: there is one so far. A node's parameters have versions of their own, in its type. */
export const projectVersions: Versions = { document: 'project', newest: VERSION, migrations: [] };

const head = z.object({ format: z.literal(FORMAT), version: z.number().default(1) });
const nodes = z.object({ graph: z.object({ nodes: z.array(z.object({ type: z.string(), version: z.number().default(1) })) }) });

/** The version of a saved project that stands in an older form than it is saved in today, itself or one of its nodes; otherwise undefined. */
export function olderVersion(document: unknown, versions: Versions, typeOf: (type: string) => NodeType | undefined): number | undefined {
  const saved = head.safeParse(document);
  if (!saved.success) return undefined;
  const { version } = saved.data;
  if (version < versions.newest) return version;
  const isOlder = nodes.safeParse(document).data?.graph.nodes.some((node) => {
    const type = typeOf(node.type);
    return type !== undefined && node.version < newestVersion(type);
  });
  return isOlder ? version : undefined;
}
