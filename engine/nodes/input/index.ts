import type { TensorType } from '../../graph';
import { complain, defineNode } from '../define';
import { choice, ints, names } from '../params';

/** Where samples enter: the shape comes from the data unless it is given. */
export const input = defineNode({
  type: 'input',
  title: 'Input',
  group: 'data',
  summary: 'Where the samples of your data enter the network.',
  params: {
    columns: names({
      label: 'Columns',
      help: 'Which feature columns enter here; all of them unless chosen.',
      none: 'all features',
      section: 'Data',
    }),
    shape: ints({
      label: 'Shape',
      help: 'Sizes of one sample: time steps × features, or the number of indices. Comes from the data unless given.',
      none: 'from the data',
      section: 'Data',
    }),
    dtype: choice({
      label: 'Type',
      help: 'What a sample holds where the shape is given: numbers, or indices of words or characters.',
      default: 'float',
      options: ['float', 'index'],
      labels: { float: 'numbers', index: 'indices' },
      section: 'Data',
      shown: ({ shape }) => shape !== null,
    }),
  },
  telling: ['shape', 'dtype'],
  inputs: () => [],
  outputs: () => [{ id: 'output', label: 'samples' }],
  shape: ({ params, data }): { output: TensorType } | ReturnType<typeof complain> => {
    if (params.shape !== null) return { output: { shape: params.shape, dtype: params.dtype } };
    if (!data) return complain('no-data', 'has no data yet: load a file in the Data panel, or give the shape here.');
    if (params.columns.length === 0) return { output: data.input };
    const missing = params.columns.find((column) => !data.columns.includes(column));
    if (missing !== undefined) {
      return complain('no-column', `asks for the column "${missing}", but the features are ${data.columns.join(', ')}.`, {
        label: 'Take all features',
        set: { columns: [] },
      });
    }
    return { output: { ...data.input, shape: [...data.input.shape.slice(0, -1), params.columns.length] } };
  },
  help: {
    about:
      'The start of the network. One sample is a window of a time series, [time steps, features], or a sequence of word or character indices, [time steps]. ' +
      'The batch axis stands in front of it and is not written.',
    equations: [{ tex: 'x = (x_1, x_2, \\dots, x_T)' }],
    source: 'keras/src/layers/core/input_layer.py',
  },
  build: ({ tf, name, outputTypes }) => {
    const { shape, dtype } = outputTypes.output as TensorType;
    return { output: tf.input({ name, shape: [...shape], dtype: dtype === 'index' ? 'int32' : 'float32' }) };
  },
});
