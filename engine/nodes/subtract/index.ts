import { defineNode } from '../define';
import { mergeTypes } from '../traits/merge';
import { subtractLayer } from './layer';

/** Two inputs of one shape → their difference. */
export const subtract = defineNode({
  type: 'subtract',
  title: 'Subtract',
  group: 'merge',
  summary: 'Takes one input from another, place by place.',
  params: {},
  telling: [],
  inputs: () => [
    { id: 'from', label: 'from', takes: 'floats' },
    { id: 'what', label: 'what', takes: 'floats' },
  ],
  outputs: () => [{ id: 'output', label: 'difference' }],
  shape: ({ input }) => mergeTypes([input('from'), input('what')], 'subtract'),
  help: {
    about:
      'Tells how two inputs differ, such as the encodings of two sentences that are compared, or a sequence and what was forecast of it.',
    equations: [{ tex: 'y = x_1 - x_2' }],
    source: 'keras/src/layers/merging/subtract.py',
  },
  layers: [subtractLayer],
  build: ({ layers, name, input }) => ({ output: layers.make(subtractLayer, { name }).apply([input('from'), input('what')]) as never }),
  buildStock: () => 'tfjs has no layer that subtracts.',
});
