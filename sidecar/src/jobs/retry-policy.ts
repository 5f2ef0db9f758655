import { AppError } from '@finders-fee/shared';
import { StoreRefusal } from '../woocommerce/request.ts';

/** Pauses after the first, second … failed try; a row that failed once more than there are pauses is set aside. */
export const retryPausesSeconds = [2, 10, 30, 120, 600, 1800, 3600];
/** A store that does not answer is no fault of the row: it never counts as failed and waits a tenth of its age, within these bounds. */
const unreachablePauseSeconds = { shortest: 15, longest: 300 };

/**
 * When to try again; `deadAt` when never. While the store refuses everything, a row waits longer with each try but is never set aside:
 * nobody would take it up again once the store lets us in.
 */
export function nextTry(
  { attempts, receivedAt }: { attempts: number; receivedAt: Date },
  error: unknown,
  now: Date,
): { attempts: number; availableAt: Date; deadAt: Date | null } {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  if (error instanceof AppError && (error.code === 'store_unreachable' || error.code === 'not_connected')) {
    // One order over which the store breaks down would otherwise keep the worker waiting for it most of the time.
    const { shortest, longest } = unreachablePauseSeconds;
    const tenth = (now.getTime() - receivedAt.getTime()) / 10_000;
    return { attempts, availableAt: after(Math.min(longest, Math.max(shortest, tenth))), deadAt: null };
  }
  const longest = retryPausesSeconds.length - 1;
  if (error instanceof StoreRefusal && error.isAboutEverything) {
    const tried = Math.min(attempts, longest);
    return {
      attempts: Math.min(attempts + 1, longest),
      availableAt: after(retryPausesSeconds[tried] ?? 0),
      deadAt: null,
    };
  }
  const pause = retryPausesSeconds[attempts];
  return { attempts: attempts + 1, availableAt: after(pause ?? 0), deadAt: pause === undefined ? now : null };
}
