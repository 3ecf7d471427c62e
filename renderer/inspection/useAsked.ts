import { useEffect, useRef, useState } from 'react';
import { sayFailure } from '../panel';
import { useEngine } from '../store';

/** An answer of the engine to the question that is open now. */
export type Asked<T> =
  /** `last`: the answer before, to be shown until the new one is there. */
  | { readonly is: 'asking'; readonly last: T | null }
  | { readonly is: 'ready'; readonly value: T }
  | { readonly is: 'failed'; readonly text: string };

/** Asks anew whenever `key` changes; an answer to an earlier question no longer counts. Nothing is asked while `key` is undefined. */
export function useAsked<T>(key: string | undefined, ask: () => Promise<T>): { asked: Asked<T>; retry: () => void } {
  const [asked, setAsked] = useState<Asked<T>>({ is: 'asking', last: null });
  const [tries, setTries] = useState(0);
  const ready = useEngine((state) => state.status.is === 'ready');
  const question = useRef(ask);
  question.current = ask;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another try is another question
  useEffect(() => {
    if (key === undefined || !ready) return;
    let current = true;
    setAsked((before) => ({ is: 'asking', last: shownOf(before) }));
    question.current().then(
      (value) => current && setAsked({ is: 'ready', value }),
      (error) => current && setAsked({ is: 'failed', text: sayFailure(error) }),
    );
    return () => {
      current = false;
    };
  }, [key, ready, tries]);
  return { asked, retry: () => setTries((count) => count + 1) };
}

/** The newest answer there is. */
export function shownOf<T>(asked: Asked<T>): T | null {
  if (asked.is === 'ready') return asked.value;
  return asked.is === 'asking' ? asked.last : null;
}
