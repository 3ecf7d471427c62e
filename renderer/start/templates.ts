import { useEffect, useState } from 'react';
import type { Prepared, Profile, Template } from '../../engine/api';
import { sayFailure } from '../panel';
import { engine } from '../transport';

/** The templates, and what the engine says of the data of each. */

export type Templates =
  | { readonly is: 'loading' }
  | { readonly is: 'ready'; readonly list: readonly Template[] }
  | { readonly is: 'failed'; readonly text: string };

export interface Looked {
  readonly prepared: Prepared;
  readonly profile: Profile | null;
}

/** Samples on a card, from the third on: the first ones are mostly padding. */
const SHOWN = { from: 2, show: 4 } as const;

/** Data do not change while the program runs, so a second visit to the start page asks for nothing. */
const seen = new Map<string, Looked>();

export function useTemplates(): { templates: Templates; looked: ReadonlyMap<string, Looked>; retry: () => void } {
  const [templates, setTemplates] = useState<Templates>({ is: 'loading' });
  const [looked, setLooked] = useState<ReadonlyMap<string, Looked>>(() => new Map(seen));
  const [attempt, setAttempt] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    let current = true;
    const load = async () => {
      const list = await engine.call('templates.list', {});
      if (!current) return;
      setTemplates({ is: 'ready', list });
      // One after the other: pictures must not keep the engine from what the person asks of it.
      for (const template of list) {
        if (!current) return;
        if (seen.has(template.id)) continue;
        const found = await look(template);
        if (found) seen.set(template.id, found);
        if (current && found) setLooked(new Map(seen));
      }
    };
    load().catch((error) => current && setTemplates({ is: 'failed', text: sayFailure(error) }));
    return () => {
      current = false;
    };
  }, [attempt]);

  const retry = () => {
    setTemplates({ is: 'loading' });
    setAttempt((number) => number + 1);
  };
  return { templates, looked, retry };
}

/** A template whose data cannot be read is still offered: opening it says why. */
async function look({ project: { data } }: Template): Promise<Looked | null> {
  if (data.is === 'none') return null;
  try {
    const prepared = await engine.job('prepare', { recipe: data, projectPath: null, ...SHOWN }).result;
    const profile = data.is === 'table' ? await engine.job('profile', { source: data.source, projectPath: null }).result : null;
    return { prepared, profile };
  } catch {
    return null;
  }
}
