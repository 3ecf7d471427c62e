import { Refusal } from '../api/contract';
import type { Gradients, LayerGradient } from '../api/inspection';
import type { Part } from '../data/dataset';
import type { GraphNode } from '../graph';
import type { TensorFlow, Tf } from '../kernels/tensorflow';
import type { CompiledModel } from '../model/compile';
import type { NamedWeight } from '../model/weights';
import type { Project, TrainingSettings } from '../project';
import { clipGradients, globalNorm } from '../train/clip';
import { type Batch, disposeBatch } from '../train/feed';
import { createTotalLoss } from '../train/total';
import { sampleBatch } from './inputs';
import { type InspectionArgs, type OpenModel, withModel } from './model';
import { createProbes, type Probe, type Probes } from './probe';
import { finite } from './traces';

const NO_CLIP = { value: null, norm: null, globalNorm: null };
/** Usual limits of clipping, to be compared: Keras's `clipnorm=1` and `clipvalue=0.5`. */
const USUAL_NORM = 1;
const USUAL_VALUE = 0.5;

/**
 * How the loss of some samples depends on the state of each recurrent layer at each time step, by backpropagation through the
 * network itself (Pascanu et al. 2013, section 2). Nothing is dropped out.
 */
export async function inspectGradients(args: InspectionArgs, samples: { part: Part; index: number; count: number }): Promise<Gradients> {
  const { tf, project } = args;
  if (project.data.is === 'none') throw new Refusal('Gradients need samples with targets: load data in the Data panel.');
  const probes = createProbes(tf);
  try {
    return await withModel(args, { head: 'logits', runner: probes.runner, bears: () => false }, (open) => {
      const batch = sampleBatch(tf, open.compiled, open.dataset, samples);
      try {
        return measure(tf, project, open, batch, probes);
      } finally {
        disposeBatch(batch);
      }
    });
  } finally {
    probes.dispose();
  }
}

function measure(tf: TensorFlow, project: Project, { compiled, dataChanged }: OpenModel, batch: Batch, { byKernel }: Probes): Gradients {
  const lossOf = createTotalLoss(tf, compiled);
  const weights = compiled.weights.filter(({ trainable }) => trainable);
  const found: Pick<Gradients, 'loss' | 'layers'> = { loss: null, layers: [] };
  tf.tidy(() => {
    compiled.resetStates();
    // The first run makes the probes, so that the second one can be differentiated by them.
    compiled.run(batch.inputs, { training: false });
    compiled.resetStates();
    const variables = [...weights.map(({ variable }) => variable), ...[...byKernel.values()].flatMap(({ states }) => states)];
    const total = () => lossOf(compiled.run(batch.inputs, { training: false }), batch).total;
    const { value, grads } = tf.variableGrads(total, variables);
    const gradientOf = (variable: Tf.Variable) => grads[variable.name] as Tf.Tensor;
    const clip = clippings(
      tf,
      weights.map(({ variable }) => gradientOf(variable)),
      project.training.clip,
    );
    const layers = probed(compiled, byKernel).map(({ probe, prefix, kernel }): LayerGradient => {
      const own = weights.flatMap(({ name }, i) => (name.startsWith(prefix) ? [i] : []));
      const [norms = [], cellNorms = null] = probe.states.map((state) => normsByStep(tf, gradientOf(state), probe));
      const clipped = clip.map(({ by, limit, grads: after }) => ({
        by,
        limit,
        norm: normOf(
          tf,
          own.map((i) => after[i] as Tf.Tensor),
        ),
      }));
      const node = project.graph.nodes.find(({ name }) => name === kernel.name.split('/')[0]) as GraphNode;
      return {
        node: node.id,
        name: node.name,
        direction: probe.goBackwards ? 'backward' : 'forward',
        units: probe.states[0]?.shape[2] ?? 0,
        norms,
        cellNorms,
        gradientNorm: clipped[0]?.norm ?? null,
        clipped,
      };
    });
    Object.assign(found, { loss: finite(value.dataSync()[0]), layers });
  });
  return { ...found, dataChanged, samples: batch.size };
}

/** The probes in the order of the model's weights, and what the names of their layers' weights begin with. */
function probed(compiled: CompiledModel, byKernel: ReadonlyMap<Tf.Tensor, Probe>): { probe: Probe; prefix: string; kernel: NamedWeight }[] {
  return compiled.weights.flatMap((kernel) => {
    const probe = byKernel.get(kernel.variable);
    return probe ? [{ probe, prefix: kernel.name.replace(/kernel$/, ''), kernel }] : [];
  });
}

/**
 * Of each time step of the sequence, first to last: the norm of each sample's gradient, then the mean. A sample's share in the mean loss
 * times the number of samples is its own loss.
 */
function normsByStep(tf: TensorFlow, gradient: Tf.Tensor, { goBackwards }: Probe): (number | null)[] {
  const [, samples = 1] = gradient.shape;
  const norms = Array.from(tf.mean(tf.norm(tf.mul(gradient, samples), 'euclidean', 2), 1).dataSync(), finite);
  return goBackwards ? norms.reverse() : norms;
}

/** What each rule leaves of the gradients by all weights, in their order. */
function clippings(tf: TensorFlow, gradients: readonly Tf.Tensor[], own: TrainingSettings['clip']) {
  const rule = (by: LayerGradient['clipped'][number]['by'], limit: number | null, clip: TrainingSettings['clip']) => ({
    by,
    limit,
    grads: clipGradients(tf, gradients, clip),
  });
  return [
    rule('none', null, NO_CLIP),
    rule('norm', USUAL_NORM, { ...NO_CLIP, norm: USUAL_NORM }),
    rule('value', USUAL_VALUE, { ...NO_CLIP, value: USUAL_VALUE }),
    rule('project', null, own),
  ];
}

function normOf(tf: TensorFlow, gradients: readonly Tf.Tensor[]): number | null {
  return gradients.length === 0 ? 0 : finite(globalNorm(tf, gradients).dataSync()[0]);
}
