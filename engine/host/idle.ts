/** Work that waits until nobody wants anything. */
export interface Idle {
  /** Somebody wants something from now on; what is returned says that it is done. */
  begin(): () => void;
  isAsked(): boolean;
  /** Carries `work` out once nothing was wanted for so many milliseconds; nobody hears of its failure. */
  once(milliseconds: number, work: () => Promise<void>): void;
}

export function createIdle(): Idle {
  let underWay = 0;
  const waiting = new Set<() => void>();
  const restart = () => {
    for (const start of waiting) start();
  };
  return {
    begin: () => {
      underWay++;
      return () => {
        underWay--;
        restart();
      };
    },
    isAsked: () => underWay > 0,
    once: (milliseconds, work) => {
      let timer: NodeJS.Timeout | undefined;
      const start = () => {
        clearTimeout(timer);
        timer = setTimeout(tryNow, milliseconds);
      };
      const tryNow = () => {
        if (underWay > 0) return;
        waiting.delete(start);
        // Whoever needs what was to be made ready is told why it cannot be had.
        work().catch(() => undefined);
      };
      waiting.add(start);
      start();
    },
  };
}
