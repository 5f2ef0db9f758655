import { setTimeout as wait } from 'node:timers/promises';

/** Sleeps, but not past the abort. */
export async function pause(ms: number, stop: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal: stop }).catch(() => undefined);
}
