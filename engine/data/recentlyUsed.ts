/** Remembers the last few results of slow work, so that a panel that asks again is answered at once. */
export interface RecentlyUsed<V> {
  /** The result remembered under `key`, or that of `make`; callers who ask while it is being made share it. A failure is not remembered. */
  get(key: string, make: () => Promise<V>): Promise<V>;
}

/** limit: how many results are kept. */
export function createRecentlyUsed<V>(limit: number): RecentlyUsed<V> {
  // A Map iterates in the order of insertion: the first key is the one used longest ago.
  const results = new Map<string, Promise<V>>();
  return {
    get(key, make) {
      const result = results.get(key) ?? make();
      results.delete(key);
      results.set(key, result);
      result.catch(() => {
        if (results.get(key) === result) results.delete(key);
      });
      for (const oldest of results.keys()) {
        if (results.size <= limit) break;
        results.delete(oldest);
      }
      return result;
    },
  };
}
