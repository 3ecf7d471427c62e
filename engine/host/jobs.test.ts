import { expect, test, vi } from 'vitest';
import { type EventName, type Events, Refusal } from '../api';
import { type JobWorkers, jobHandlers } from './jobs';

const halfway = { share: 0.5, perSecond: 1, secondsLeft: 2 };
const nothing = { tokens: 0, seconds: 0, note: null };
const request = { projectPath: '/p', run: 'fern', settings: { seedText: 'a', length: 2, temperature: 0, topK: null, seed: 1 } };

/** What is heard of jobs done so. */
function hear(generate: JobWorkers['generate']) {
  const heard: [EventName, unknown][] = [];
  const emit = <K extends EventName>(name: K, payload: Events[K]) => void heard.push([name, payload]);
  const handlers = jobHandlers(emit, { generate });
  const ends = () => heard.flatMap(([name, payload]) => (name === 'job.ended' ? [(payload as Events['job.ended']).end] : []));
  return { handlers, heard, ends, start: () => handlers['job.start']({ job: 'one', kind: 'generate', request }) };
}

test('a job tells how far it is, and ends once with its result', async () => {
  const { heard, ends, start } = hear(async (_, { tell }) => {
    tell(halfway, { text: 'to', candidates: [] });
    return nothing;
  });
  await start();
  await vi.waitFor(() => expect(ends()).toEqual([{ is: 'done', result: nothing }]));
  expect(heard[0]).toEqual(['job.progress', { job: 'one', kind: 'generate', progress: halfway, news: { text: 'to', candidates: [] } }]);
});

test('a job that fails after it has told something ends too, and says why', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { ends, start } = hear(async (_, { tell }) => {
    tell(halfway, { text: 'to', candidates: [] });
    throw new Error('the model broke');
  });
  await start();
  await vi.waitFor(() => expect(ends()).toEqual([{ is: 'failed', text: 'the model broke' }]));
  expect(log).toHaveBeenCalledOnce();
  log.mockRestore();
});

test('a refusal comes with its code', async () => {
  const { ends, start } = hear(async () => {
    throw new Refusal('The data are others.', 'data-changed');
  });
  await start();
  await vi.waitFor(() => expect(ends()).toEqual([{ is: 'refused', text: 'The data are others.', code: 'data-changed' }]));
});

test('a job that is cancelled ends at once, and what comes of it later is not heard', async () => {
  let goOn = () => {};
  let seen: boolean | undefined;
  const { handlers, ends, heard, start } = hear(async (_, { isCancelled, tell }) => {
    await new Promise<void>((resolve) => {
      goOn = resolve;
    });
    seen = isCancelled();
    tell(halfway, { text: 'too late', candidates: [] });
    return nothing;
  });
  await start();
  await handlers['job.cancel']({ job: 'one' });
  await handlers['job.cancel']({ job: 'one' });
  expect(ends()).toEqual([{ is: 'cancelled' }]);
  goOn();
  await vi.waitFor(() => expect(seen).toBe(true));
  expect(heard).toHaveLength(1);
});

test('a job of a name that is under way, of a wrong form, or of a kind that nobody does is refused', async () => {
  const { handlers, start } = hear(() => new Promise(() => undefined));
  await start();
  expect(start).toThrow('There is a job "one" already');
  const other = (more: object) => () => handlers['job.start']({ job: 'two', kind: 'generate', request, ...more });
  expect(other({ request: { run: 7 } })).toThrow('in a form it does not have');
  expect(other({ kind: 'export', request: { projectPath: '/p', run: 'r', format: 'tfjs', folder: '/f' } })).toThrow(
    'Nobody here does jobs',
  );
});
