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
import type { RunRecord } from '../train/run/record';

/** Whose inside is looked at. */
export interface InspectionArgs {
  readonly tf: TensorFlow;
  readonly project: Project;
  readonly projectPath: string | null;
  /** The run that the project is of; undefined gives the network fresh weights from the project's seed. */
  readonly run: InspectedRun | undefined;
}

export interface InspectedRun extends Pick<RunRecord, 'data'> {
  readonly weights: readonly StoredTensor[];
}

export interface OpenModel {
  readonly compiled: CompiledModel;
  readonly checked: Check;
  /** Undefined where the project has none. */
  readonly dataset: Dataset | undefined;
  /** Whether the data are not those of the run: their file was changed or exchanged since. */
  readonly dataChanged: boolean;
}

interface Options extends Pick<CompileArgs, 'head' | 'runner'> {
  /** A problem that does not keep this work from being done. */
  readonly bears: (problem: Problem) => boolean;
}

/**
 * Compiles a project's network, gives it its weights, and works with it until `work` ends. The data are scaled or encoded as they were
 * for the run, whatever they hold now.
 */
export async function withModel<T>(
  { tf, project, projectPath, run }: InspectionArgs,
  { bears, ...how }: Options,
  work: (open: OpenModel) => T,
): Promise<T> {
  const { graph, seed, data } = project;
  const options = { projectPath, samplesFolder: samplesFolder(), ...(run && { fitted: run.data.pipeline }) };
  const dataset = data.is === 'none' ? undefined : await openDataset(tf, data, options);
  try {
    const checked = check(graph, { data: dataset?.spec });
    const problem = checked.problems.find((found) => found.severity === 'error' && !bears(found));
    if (problem) throw new Refusal(problem.text);
    const dropout = createDropoutSource(tf, seed);
    const compiled = compile({ tf, graph, checked, data: dataset?.spec, seed, dropout, flavour: 'ours', ...how });
    try {
      if (run) writeWeights(tf, compiled.weights, run.weights);
      const dataChanged = run !== undefined && dataset !== undefined && dataset.fingerprint() !== run.data.fingerprint;
      return work({ compiled, checked, dataset, dataChanged });
    } finally {
      compiled.dispose();
    }
  } finally {
    dataset?.dispose();
  }
}
