import { describe, expect, it } from 'vitest';
import type { Part } from '../data/dataset';
import { tensorflow } from '../kernels/tensorflow';
import type { CompiledModel } from '../model/compile';
import { feed, firstIndices } from './feed';

const tf = tensorflow();
// Of the model a feed asks for the columns of its ends alone.
const compiled = { inputs: [{ columns: undefined }], outputs: [{ columns: undefined }] } as unknown as CompiledModel;

/** Batches that write down what happens to them. */
function recording() {
  const events: string[] = [];
  const dataset = {
    prepare: (_: Part, indices: Int32Array) => {
      const name = indices.join();
      events.push(`begin ${name}`);
      return () => {
        events.push(`take ${name}`);
        return { inputs: tf.tensor1d(indices), targets: tf.tensor1d(indices) };
      };
    },
  };
  return { events, args: { tf, dataset, compiled } };
}

describe('a feed', () => {
  it('begins with the next batch before the caller works on this one', () => {
    const { events, args } = recording();
    const alive = tf.memory().numTensors;
    for (const batch of feed(args, 'train', firstIndices(5), 2)) events.push(`step of ${batch.size}`);
    expect(events).toEqual(['begin 0,1', 'take 0,1', 'begin 2,3', 'step of 2', 'take 2,3', 'begin 4', 'step of 2', 'take 4', 'step of 1']);
    expect(tf.memory().numTensors).toBe(alive);
  });

  it.each(['break', 'throw'])('leaves nothing behind where the caller leaves by %s', (how) => {
    const { events, args } = recording();
    const alive = tf.memory().numTensors;
    const leave = () => {
      for (const _ of feed(args, 'train', firstIndices(5), 2)) {
        if (how === 'throw') throw new Error('left');
        break;
      }
    };
    if (how === 'throw') expect(leave).toThrow('left');
    else leave();
    expect(events).toEqual(['begin 0,1', 'take 0,1', 'begin 2,3', 'take 2,3']);
    expect(tf.memory().numTensors).toBe(alive);
  });

  it('of no samples gives none', () => {
    const { events, args } = recording();
    expect([...feed(args, 'test', firstIndices(0), 2)]).toEqual([]);
    expect(events).toEqual([]);
  });
});
