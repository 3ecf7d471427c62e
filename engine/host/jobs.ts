import { z } from 'zod';
import { type Emit, type Handlers, type JobEnd, type JobKind, type JobProgress, type Jobs, jobKinds, Refusal } from '../api';

/** What a job works with. */
export interface JobContext<K extends JobKind> {
  /** Whether it is to end; asked between its pieces of work. */
  readonly isCancelled: () => boolean;
  /** Says how far it is, and what there is new; at most 20 times a second. */
  tell(progress: JobProgress, news: Jobs[K]['news']): void;
}

/** How each kind of job is done. It resolves with the result, throws a `Refusal` for the person, and anything else where it is at fault. */
export type JobWorkers = { readonly [K in JobKind]: (request: Jobs[K]['request'], context: JobContext<K>) => Promise<Jobs[K]['result']> };

/**
 * Starts jobs, lets each tell, and sees to it that each ends exactly once, at once where it is cancelled. `begin`: is told that somebody
 * wants something, and by what it gives that it is done; training gives way meanwhile.
 */
export function jobHandlers(
  emit: Emit,
  workers: Partial<JobWorkers>,
  begin: () => () => void = () => () => undefined,
): Handlers<'job.start' | 'job.cancel'> {
  /** Of each job under way: how to end it. */
  const underWay = new Map<string, (end: JobEnd) => void>();

  function carryOut<K extends JobKind>(job: string, kind: K, request: Jobs[K]['request'], work: JobWorkers[K]): void {
    const isOver = () => !underWay.has(job);
    const done = begin();
    const finish = (end: JobEnd) => {
      // What was cancelled may still be at its last piece of work: nobody waits for what comes of it.
      if (!underWay.delete(job)) return;
      done();
      emit('job.ended', { job, kind, end });
    };
    underWay.set(job, finish);
    const context: JobContext<K> = {
      isCancelled: isOver,
      tell: (progress, news) => {
        if (!isOver()) emit('job.progress', { job, kind, progress, news });
      },
    };
    work(request, context).then(
      (result) => finish({ is: 'done', result }),
      (error: unknown) => {
        if (!(error instanceof Refusal) && !isOver()) console.error(error);
        finish(endOf(error));
      },
    );
  }

  return {
    'job.start': ({ job, kind, request }) => {
      if (underWay.has(job)) throw new Refusal(`There is a job "${job}" already: give this one another name.`);
      const parsed = jobKinds[kind].request.safeParse(request);
      if (!parsed.success)
        throw new Refusal(`The job "${kind}" was asked for in a form it does not have: ${z.prettifyError(parsed.error)}`);
      start(job, kind, parsed.data);
      return undefined;
    },
    'job.cancel': ({ job }) => {
      underWay.get(job)?.({ is: 'cancelled' });
      return undefined;
    },
  };

  /** The kind and what was parsed by its schema belong together, which TypeScript cannot see of a union. */
  function start<K extends JobKind>(job: string, kind: K, request: unknown): void {
    const work: JobWorkers[K] | undefined = workers[kind];
    if (!work) throw new Refusal(`Nobody here does jobs of the kind "${kind}".`);
    carryOut(job, kind, request as Jobs[K]['request'], work);
  }
}

function endOf(error: unknown): JobEnd {
  if (error instanceof Refusal) return { is: 'refused', text: error.message, ...(error.code ? { code: error.code } : {}) };
  return { is: 'failed', text: error instanceof Error ? error.message : String(error) };
}
