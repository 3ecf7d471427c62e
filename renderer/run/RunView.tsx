import { Loader } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Inspected } from '../../engine/api';
import { check } from '../../engine/check';
import type { TypedInput } from '../../engine/project';
import panel from '../inspection/inspection.module.css';
import { LookBar } from '../inspection/LookBar';
import { isRecurrent, layersOf, type Network, useLayer } from '../inspection/network';
import { shownOf, useAsked } from '../inspection/useAsked';
import { Empty, Failed } from '../panel';
import { edit, useData, useProject } from '../store';
import { engine } from '../transport';
import { CellTensors } from './CellTensors';
import { InputForm, type InputShape } from './InputForm';
import classes from './run.module.css';
import { TensorList } from './TensorList';

/** The network run by hand: an input of one's own on the left, what every layer makes of it on the right. */
export function RunView({ network }: { network: Network }) {
  const { project, projectPath, run, key } = network;
  const spec = useData((state) => state.spec);
  const kept = useProject().inputs;
  const inputs = useMemo((): InputShape[] => {
    const checked = check(project.graph, { data: spec });
    return project.graph.nodes.flatMap((node) => {
      const type = node.type === 'input' ? checked.nodes.get(node.id)?.outputs.output : undefined;
      return type ? [{ name: node.name, shape: type.shape, areIndices: type.dtype === 'index' }] : [];
    });
  }, [project, spec]);
  const complete = kept && inputs.every(({ name }) => kept.some(({ input }) => input === name)) ? kept : undefined;
  const [given, setGiven] = useState<readonly TypedInput[] | undefined>(complete);
  const layers = layersOf(project);
  const layer = useLayer(layers, isRecurrent);
  const { asked, retry } = useAsked(given && `${key} ${JSON.stringify(given)}`, () =>
    engine.call('inspect.run', { project, projectPath, run: run?.run ?? null, input: { is: 'numbers', tensors: [...(given ?? [])] } }),
  );
  const answer = shownOf(asked);
  const start = (tensors: readonly TypedInput[]) => {
    setGiven(tensors);
    edit('Type an input', (open) => ({ ...open, inputs: [...tensors] }));
  };
  return (
    <div className={panel.panel}>
      <LookBar layers={layers} layer={layer}>
        {given && asked.is === 'asking' && <Loader size={14} />}
        <span>{run ? `Weights of ${run.word}` : 'Fresh weights, drawn from the seed'}</span>
      </LookBar>
      <div className={classes.run}>
        <InputForm inputs={inputs} kept={kept} onRun={start} />
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <section className={classes.answer} aria-label={layer ? `What leaves ${layer.name}` : 'What comes out'} tabIndex={0}>
          {asked.is === 'failed' ? (
            <Failed text={asked.text} onRetry={retry} />
          ) : answer && layer ? (
            <Answer answer={answer} layer={layer} />
          ) : (
            <Empty icon="play" title="Nothing has been run yet">
              Type numbers on the left, or take a sample of the data, and run the network: what leaves each layer stands here.
            </Empty>
          )}
        </section>
      </div>
    </div>
  );
}

function Answer({ answer, layer }: { answer: Inspected; layer: Parameters<typeof TensorList>[0]['layer'] }) {
  const cells = answer.cells.filter(({ node }) => node === layer.id);
  return (
    <div className={classes.cards}>
      <TensorList ports={answer.ports.filter(({ node }) => node === layer.id)} layer={layer} stepNames={[]} />
      {cells.map((cell) => (
        <CellTensors key={cell.direction} cell={cell} isOneOfTwo={cells.length > 1} />
      ))}
    </div>
  );
}
