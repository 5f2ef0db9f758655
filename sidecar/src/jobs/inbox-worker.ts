import type { Services } from '../services.ts';
import { workInbox } from './work-inbox.ts';

const lookEveryMs = 1_000;
const pauseAfterFaultMs = 1_000;
/** While the database writes one, the next is decided. */
export const batchesAtOnce = 2;

/** Works the inbox off until `stop` is aborted, then finishes the batches at hand. Woken at once by this process's own webhooks. */
export async function runInboxWorker(services: Services, stop: AbortSignal): Promise<void> {
  await Promise.all(Array.from({ length: batchesAtOnce }, () => workBatches(services, stop)));
}

async function workBatches(services: Services, stop: AbortSignal): Promise<void> {
  while (!stop.aborted) {
    try {
      const taken = await workInbox(services);
      if (taken === 0) await services.inboxSignal.wait(lookEveryMs, stop);
    } catch (error) {
      services.logger.error({ err: error }, 'the inbox could not be worked off; trying again');
      await services.inboxSignal.wait(pauseAfterFaultMs, stop);
    }
  }
}
