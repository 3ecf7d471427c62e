import { type CallName, type Calls, calls, type EventName, type Events, events, Refusal } from './contract';
import { jobKinds } from './jobKinds';
import type { JobEnd, JobKind, JobProgress, Jobs } from './jobs';
import { add, messageSchema, type Transport, type Unsubscribe } from './transport';

/** The engine and the shell as the front ends see them. */
export interface Client {
  /** Rejects with a `Refusal` whose message is meant for the person, or with another error where the program is at fault. */
  call<K extends CallName>(name: K, payload: Calls[K]['in']): Promise<Calls[K]['out']>;
  on<K extends EventName>(name: K, handler: (payload: Events[K]) => void): Unsubscribe;
  /** Starts a job. */
  job<K extends JobKind>(kind: K, request: Jobs[K]['request'], hear?: (progress: JobProgress, news: Jobs[K]['news']) => void): Job<K>;
  onClose(handler: () => void): Unsubscribe;
}

/** A job as whoever started it sees it. */
export interface Job<K extends JobKind> {
  /** Resolves with what came of it; rejects with a `Refusal` meant for the person, with `Cancelled`, or with another error where the program is at fault. */
  readonly result: Promise<Jobs[K]['result']>;
  /** Ends it at once. */
  cancel(): void;
}

/** What the result of a job rejects with that was cancelled. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

/** A job that is under way. */
interface UnderWay {
  readonly kind: JobKind;
  progress(payload: Events['job.progress']): void;
  end(end: JobEnd): void;
  reject(error: Error): void;
}

interface Waiting {
  name: CallName;
  resolve(payload: unknown): void;
  reject(error: Error): void;
}

/** Checks every answer and event by schema before anyone sees it. */
export function createClient(transport: Transport): Client {
  const waiting = new Map<string, Waiting>();
  const jobs = new Map<string, UnderWay>();
  const listeners = new Map<string, Set<(payload: never) => void>>();
  let next = 0;
  let isClosed = false;
  const gone = () => new Refusal('The connection to the program was lost before it could answer.');

  transport.onMessage((raw) => {
    const parsed = messageSchema.safeParse(raw);
    if (!parsed.success) throw new Error(`A message of no known form arrived: ${parsed.error.message}`);
    const message = parsed.data;
    if (message.is === 'event') {
      const schema = events[message.name as EventName];
      if (!schema) throw new Error(`The event "${message.name}" is not in the contract.`);
      const payload = schema.parse(message.payload);
      tellJob(jobs, message.name, payload);
      for (const handler of listeners.get(message.name) ?? []) handler(payload as never);
      return;
    }
    if (message.is === 'call') return;
    const call = waiting.get(message.id);
    if (!call) return;
    waiting.delete(message.id);
    if (message.is === 'answer') {
      const payload = calls[call.name].out.safeParse(message.payload);
      if (payload.success) call.resolve(payload.data);
      else call.reject(new Error(`The answer to "${call.name}" has not the form of the contract: ${payload.error.message}`));
    } else {
      call.reject(message.is === 'refused' ? new Refusal(message.text, message.code) : new Error(message.text));
    }
  });

  transport.onClose(() => {
    isClosed = true;
    for (const call of waiting.values()) call.reject(gone());
    for (const job of jobs.values()) job.reject(gone());
    waiting.clear();
    jobs.clear();
  });

  const call: Client['call'] = (name, payload) =>
    new Promise((resolve, reject) => {
      if (isClosed) {
        reject(gone());
        return;
      }
      const id = String(next++);
      waiting.set(id, { name, resolve: resolve as (payload: unknown) => void, reject });
      transport.send({ is: 'call', id, name, payload });
    });

  return {
    call,
    job: (kind, request, hear) => startJob({ call, jobs }, kind, request, hear),
    on: (name, handler) => {
      const handlers = listeners.get(name) ?? new Set();
      listeners.set(name, handlers);
      return add(handlers, handler as (payload: never) => void);
    },
    onClose: (handler) => transport.onClose(handler),
  };
}

interface Starting {
  readonly call: Client['call'];
  readonly jobs: Map<string, UnderWay>;
}

function startJob<K extends JobKind>(
  { call, jobs }: Starting,
  kind: K,
  request: Jobs[K]['request'],
  hear: (progress: JobProgress, news: Jobs[K]['news']) => void = () => undefined,
): Job<K> {
  // Windows of one engine know nothing of each other, so a number would not do.
  const job = `${kind}-${Array.from(globalThis.crypto.getRandomValues(new Uint32Array(3)), (part) => part.toString(36)).join('')}`;
  const result = new Promise<Jobs[K]['result']>((resolve, reject) => {
    const over = (error: Error) => {
      jobs.delete(job);
      reject(error);
    };
    jobs.set(job, {
      kind,
      progress: ({ progress, news }) => hear(progress, checked(kind, 'news', news)),
      end: (end) => {
        if (end.is === 'cancelled') over(new Cancelled('It was cancelled.'));
        else if (end.is === 'refused') over(new Refusal(end.text, end.code));
        else if (end.is === 'failed') over(new Error(end.text));
        else {
          jobs.delete(job);
          try {
            resolve(checked(kind, 'result', end.result));
          } catch (error) {
            reject(error);
          }
        }
      },
      reject,
    });
    call('job.start', { job, kind, request }).catch(over);
  });
  return { result, cancel: () => void call('job.cancel', { job }).catch(() => undefined) };
}

/** What the engine tells of a job, by the schema of its kind. */
function checked<K extends JobKind, P extends 'news' | 'result'>(kind: K, part: P, value: unknown): Jobs[K][P] {
  const parsed = jobKinds[kind][part].safeParse(value);
  if (!parsed.success) throw new Error(`The ${part} of a job "${kind}" has not the form of the contract: ${parsed.error.message}`);
  // The schema of a kind gives its type, which TypeScript cannot follow through a union.
  return parsed.data as Jobs[K][P];
}

/** Other windows' jobs are none of this one's business. */
function tellJob(jobs: ReadonlyMap<string, UnderWay>, name: string, payload: unknown): void {
  if (name === 'job.progress') {
    const news = events['job.progress'].parse(payload);
    jobs.get(news.job)?.progress(news);
  } else if (name === 'job.ended') {
    const { job, end } = events['job.ended'].parse(payload);
    jobs.get(job)?.end(end);
  }
}
