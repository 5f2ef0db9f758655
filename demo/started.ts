const parentCheckMs = 500;

/** What the demo has started, last first to be ended. Once the end has come, nothing more is started. */
export interface Started {
  add<T extends { stop(): Promise<void> }>(start: () => Promise<T>): Promise<T>;
  isAny(): boolean;
  stopAll(): Promise<void>;
}

/** What is still starting when the end comes is waited for, and then ended like everything else. */
export function whatIsStarted(): Started {
  const starting: Promise<{ stop(): Promise<void> }>[] = [];
  let isOver = false;
  return {
    add: (start) => {
      if (isOver) return Promise.reject(new Error('The demo is ending'));
      const promise = start();
      starting.push(promise);
      return promise;
    },
    isAny: () => starting.length > 0,
    stopAll: async () => {
      isOver = true;
      for (const promise of starting.reverse()) {
        const running = await promise.catch(() => undefined);
        await running?.stop().catch((error: Error) => process.stderr.write(`${error.message}\n`));
      }
    },
  };
}

/**
 * Resolves with the exit code at SIGINT or SIGTERM, or when the npm that started us is gone. Signals that follow are the
 * same wish, sent to the whole group.
 */
export function whenInterrupted(): Promise<0> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve(0));
    if (process.env['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && resolve(0), parentCheckMs).unref();
  });
}
