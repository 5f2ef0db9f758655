import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again until the answer is there, and returns it. `ask` gives undefined or false, or throws, as long as it is not.
 * Throws with what was waited for when the deadline passes.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false>,
  { withinMs = 20_000, everyMs = 100 } = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let failure: unknown;
  for (;;) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain: ${what}`, { cause: failure });
    await wait(everyMs);
  }
}
