/** Wakes who sleeps in this process. A signal given while nobody sleeps is kept for the next sleep. */
export interface Signal {
  give(): void;
  /** True at the signal; false after `timeoutMs`, or when `stop` is aborted. */
  wait(timeoutMs: number, stop?: AbortSignal): Promise<boolean>;
}

export function createSignal(): Signal {
  let isKept = false;
  const sleepers = new Set<(isGiven: boolean) => void>();
  return {
    give() {
      isKept = sleepers.size === 0;
      for (const wake of [...sleepers]) wake(true);
    },
    async wait(timeoutMs, stop) {
      if (isKept || stop?.aborted) {
        const wasKept = isKept;
        isKept = false;
        return wasKept;
      }
      return new Promise<boolean>((resolve) => {
        const wake = (isGiven: boolean) => {
          clearTimeout(timer);
          stop?.removeEventListener('abort', end);
          sleepers.delete(wake);
          resolve(isGiven);
        };
        const end = () => wake(false);
        const timer = setTimeout(end, timeoutMs);
        stop?.addEventListener('abort', end);
        sleepers.add(wake);
      });
    },
  };
}
