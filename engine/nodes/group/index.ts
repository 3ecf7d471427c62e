import { defineNode } from '../define';
import { flag } from '../params';

/** A frame around any nodes, groups among them, without meaning to the model: what stands in it keeps its own wires. */
export const group = defineNode({
  type: 'group',
  title: 'Group',
  group: 'dense',
  summary: 'A frame around layers that belong together.',
  params: {
    folded: flag({
      label: 'Folded',
      help: 'Shows the group as one card; what stands in it stays as it is.',
      default: false,
      section: 'Shape',
    }),
  },
  telling: [],
  encloses: true,
  inputs: () => [],
  outputs: () => [],
  shape: () => ({}),
  help: {
    about:
      'Keeps layers together on the canvas, such as the layers of one block, so that they are moved, copied and folded as one. ' +
      'The network computes the same with and without it.',
    equations: [],
    source: 'none: it computes nothing',
  },
  build: () => ({}),
});
