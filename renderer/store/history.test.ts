import fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginHistory, endGesture, mapHistory, recordEdit, redo, redoLabel, undo, undoLabel } from './history';

test('an edit can be undone and redone, and says what it was', () => {
  const edited = recordEdit(beginHistory('a'), 'b', 'Write b');
  expect(undoLabel(edited)).toBe('Write b');
  const undone = undo(edited);
  expect(undone.present).toBe('a');
  expect(redoLabel(undone)).toBe('Write b');
  expect(redo(undone).present).toBe('b');
});

test('an edit that changes nothing is no step', () => {
  const history = beginHistory({ units: 1 });
  expect(recordEdit(history, history.present, 'Nothing')).toBe(history);
});

test('edits of one gesture are one step', () => {
  let history = beginHistory(1);
  for (const value of [15, 150]) history = recordEdit(history, value, 'Set units', { gesture: 'units' });
  expect(undo(history).present).toBe(1);
});

test('a gesture that has ended does not go on', () => {
  const first = endGesture(recordEdit(beginHistory(1), 2, 'Set units', { gesture: 'units' }));
  const second = recordEdit(first, 3, 'Set units', { gesture: 'units' });
  expect(undo(second).present).toBe(2);
});

test('a gesture does not reach back over an undo', () => {
  const first = recordEdit(recordEdit(beginHistory(1), 2, 'Set', { gesture: 'units' }), 7, 'Other');
  const again = recordEdit(undo(first), 3, 'Set', { gesture: 'units' });
  expect(undo(again).present).toBe(2);
});

test('a new edit forgets what was undone', () => {
  const history = recordEdit(undo(recordEdit(beginHistory('a'), 'b', 'b')), 'c', 'c');
  expect(redoLabel(history)).toBeUndefined();
  expect(history.present).toBe('c');
});

test('undo at the first state and redo at the last change nothing', () => {
  const history = beginHistory(0);
  expect(undo(history)).toBe(history);
  expect(redo(history)).toBe(history);
});

test('any edits undone wholly give the first state, and redone the last', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ value: fc.integer(), gesture: fc.option(fc.constantFrom('x', 'y'), { nil: undefined }) })),
      (edits) => {
        const first = { value: -1 };
        let history = beginHistory(first);
        for (const { value, gesture } of edits) history = recordEdit(history, { value }, 'Edit', gesture === undefined ? {} : { gesture });
        const last = history.present;
        while (undoLabel(history) !== undefined) history = undo(history);
        expect(history.present).toBe(first);
        while (redoLabel(history) !== undefined) history = redo(history);
        expect(history.present).toBe(last);
      },
    ),
  );
});

test('every state of a history is changed alike', () => {
  const history = undo(recordEdit(recordEdit(beginHistory(1), 2, 'two'), 3, 'three'));
  const doubled = mapHistory(history, (value) => value * 2);
  expect(doubled.present).toBe(4);
  expect(undo(doubled).present).toBe(2);
  expect(redo(doubled).present).toBe(6);
});
