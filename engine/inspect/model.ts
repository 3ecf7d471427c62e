import { Refusal } from '../api/contract';
import { type Check, check, type Problem } from '../check';
import type { Dataset } from '../data/dataset';
import { openDataset } from '../data/open';
import { createDropoutSource } from '../kernels/dropout';
import type { TensorFlow } from '../kernels/tensorflow';
import { type CompileArgs, type CompiledModel, compile } from '../model/compile';
import { type StoredTensor, writeWeights } from '../model/weights';
import type { Project } from '../project';
import { samplesFolder } from '../project/resources';

/** Whose inside is looked at. */
export interface InspectionArgs {
  readonly tf: TensorFlow;
  readonly project: Project;
  readonly projectPath: string | null;
  /** Of a run; fresh ones from the project's seed where undefined. */
  readonly weights: readonly StoredTensor[] | undefined;
}

export interface OpenModel {
  readonly compiled: CompiledModel;
  readonly checked: Check;
  /** Undefined where the project has none. */
  readonly dataset: Dataset | undefined;
}

interface Options extends Pick<CompileArgs, 'head' | 'runner'> {
  /** A problem that does not keep this work from being done. */
  readonly bears: (problem: Problem) => boolean;
}

/** Compiles a project's network, gives it its weights, and works with it until `work` ends. */
export async function withModel<T>(
  { tf, project, projectPath, weights }: InspectionArgs,
  { bears, ...how }: Options,
  work: (open: OpenModel) => T,
): Promise<T> {
  const { graph, seed, data } = project;
  const dataset = data.is === 'none' ? undefined : await openDataset(tf, data, { projectPath, samplesFolder: samplesFolder() });
  try {
    const checked = check(graph, { data: dataset?.spec });
    const problem = checked.problems.find((found) => found.severity === 'error' && !bears(found));
    if (problem) throw new Refusal(problem.text);
    const dropout = createDropoutSource(tf, seed);
    const compiled = compile({ tf, graph, checked, data: dataset?.spec, seed, dropout, flavour: 'ours', ...how });
    try {
      if (weights) writeWeights(tf, compiled.weights, weights);
      return work({ compiled, checked, dataset });
    } finally {
      compiled.dispose();
    }
  } finally {
    dataset?.dispose();
  }
}
