import { AppError } from '@finders-fee/shared';

/** Pauses after the first, second … failed try; a row that failed once more than there are pauses is set aside. */
export const retryPausesSeconds = [2, 10, 30, 120, 600, 1800, 3600];
/** A store that does not answer is no fault of the row: it waits this long and never counts as failed. */
export const unreachablePauseSeconds = 15;

/** When to try again; `deadAt` when never. */
export function nextTry(
  attempts: number,
  error: unknown,
  now: Date,
): { attempts: number; availableAt: Date; deadAt: Date | null } {
  const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);
  if (error instanceof AppError && (error.code === 'store_unreachable' || error.code === 'not_connected')) {
    return { attempts, availableAt: after(unreachablePauseSeconds), deadAt: null };
  }
  const pause = retryPausesSeconds[attempts];
  return { attempts: attempts + 1, availableAt: after(pause ?? 0), deadAt: pause === undefined ? now : null };
}
