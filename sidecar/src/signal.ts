/** Wakes the one sleeper of this process. A signal given while nobody sleeps is kept for the next sleep. */
export interface Signal {
  give(): void;
  /** True at the signal; false after `timeoutMs`, or when `stop` is aborted. */
  wait(timeoutMs: number, stop?: AbortSignal): Promise<boolean>;
}

export function createSignal(): Signal {
  let given = false;
  let wake: (() => void) | undefined;
  return {
    give() {
      given = true;
      wake?.();
    },
    async wait(timeoutMs, stop) {
      if (!given && !stop?.aborted) {
        await new Promise<void>((resolve) => {
          const awake = () => {
            clearTimeout(timer);
            stop?.removeEventListener('abort', awake);
            resolve();
          };
          const timer = setTimeout(awake, timeoutMs);
          stop?.addEventListener('abort', awake);
          wake = awake;
        });
      }
      const wasGiven = given;
      wake = undefined;
      given = false;
      return wasGiven;
    },
  };
}
