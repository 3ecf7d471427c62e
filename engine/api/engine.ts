import { z } from 'zod';
import { projectSchema } from '../project';
import { count, nothing, path } from './schemas';

/** The engine itself, and documents on disk. */

export const engineInfo = z.strictObject({
  version: z.string(),
  node: z.string(),
  tensorflow: z.string(),
  /** How recurrent layers run: our own kernels, TensorFlow's block kernels, or one operation at a time. */
  kernels: z.enum(['fused', 'block', 'plain']),
  threads: count,
  /** Bytes a model may take. */
  memoryLimit: count,
  pid: count,
});

const template = z.strictObject({ id: z.string(), project: projectSchema });

export const engineCalls = {
  'engine.describe': { in: nothing, out: engineInfo },
  'templates.list': { in: nothing, out: z.array(template) },
  'project.open': { in: z.strictObject({ path }), out: z.strictObject({ project: projectSchema }) },
  /** Checks a document that came as text: an upload, the clipboard. */
  'project.parse': { in: z.strictObject({ text: z.string().max(64 * 1024 * 1024) }), out: z.strictObject({ project: projectSchema }) },
  /** `movedFrom`: the path it had before "save as"; its runs come along. */
  'project.save': { in: z.strictObject({ path, project: projectSchema, movedFrom: path.nullable() }), out: nothing },
} as const;

export const engineEvents = {
  /** Once every two seconds: bytes the engine process holds, and tensors alive in TensorFlow. */
  'engine.memory': z.strictObject({ bytes: count, tensors: count }),
} as const;

export type EngineInfo = z.infer<typeof engineInfo>;
export type Template = z.infer<typeof template>;
