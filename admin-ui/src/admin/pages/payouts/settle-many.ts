import { __, _n, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { ApiError } from '../../../api/client.ts';
import { asApiError } from '../../../api/use-resource.ts';
import { sayOutcome, type ManyOutcome, type Refused } from '../../components/outcome.tsx';
import { problemSentence } from '../../components/problem.tsx';
import { cancelPayout, payPayout, readPayout } from '../../payout/settle-payout.ts';
import { nameOf } from './payout-words.ts';

export type SettleAction = 'pay' | 'cancel';

/**
 * One payout after the other, so that each stands by itself: what is done stays done, and one that cannot be done is told with its reason.
 * Ends early when nobody answers any more, or when `isStopped` says so; the rest is left as it was. Throws ApiError where nobody answered at all,
 * and for one alone that could not be.
 */
export async function settleMany(
  action: SettleAction,
  payouts: readonly Payout[],
  watch: { onProgress: (done: number) => void; isStopped: () => boolean },
): Promise<ManyOutcome> {
  const refused: Refused[] = [];
  let [done, problem]: [number, ApiError | undefined] = [0, undefined];
  for (const payout of payouts) {
    if (watch.isStopped()) break;
    try {
      await settleOne(action, payout);
      done += 1;
    } catch (error) {
      problem = asApiError(error);
      if (isAboutAll(problem)) break;
      refused.push({ id: payout.id, name: nameOf(payout), reason: reasonOf(payout, problem) });
    }
    watch.onProgress(done + refused.length);
  }
  const [first] = refused;
  if (problem && done === 0 && !first) throw problem;
  if (problem && first && payouts.length === 1) throw named(first, problem);
  const left = payouts.length - done - refused.length;
  const why = problem && isAboutAll(problem) ? problemSentence(problem) : '';
  const said = [sayOutcome(sayDone(action, done), refused), sayLeft(left), why];
  return { refused, isCut: left > 0, sentence: said.filter(Boolean).join(' ') };
}

/** Records or drops what is still proposed. What changed meanwhile stays, and is told in words that go on after the payout's name. */
async function settleOne(action: SettleAction, payout: Payout): Promise<void> {
  try {
    await (action === 'pay' ? payPayout(payout) : cancelPayout(payout));
  } catch (error) {
    if (asApiError(error).code !== 'conflict') throw error;
    const now = await readPayout(payout.id);
    assertProposed(now);
    if (now.is_outdated) throw conflict(__('is more than is payable now.', 'finders-fee'));
    throw error;
  }
}

function assertProposed({ status }: Payout): void {
  if (status === 'cancelled') throw conflict(__('was cancelled meanwhile.', 'finders-fee'));
  if (status === 'paid') throw conflict(__('was recorded as sent meanwhile.', 'finders-fee'));
}

function conflict(sentence: string): ApiError {
  return new ApiError('conflict', sentence, 409);
}

/** Nobody answers, or nobody is logged in: the next one would fare no better. */
function isAboutAll({ status }: ApiError): boolean {
  return [0, 401, 403, 502, 503, 504].includes(status);
}

function reasonOf({ id }: Payout, { message }: ApiError): string {
  return message.replace(`Payout ${id} `, '');
}

function named({ name, reason }: Refused, { code, status }: ApiError): ApiError {
  return new ApiError(code, `${name} ${reason}`, status);
}

function sayDone(action: SettleAction, count: number): string {
  return action === 'pay'
    ? /* translators: %d: number of payouts */
      sprintf(_n('%d recorded.', '%d recorded.', count, 'finders-fee'), count)
    : /* translators: %d: number of payouts */
      sprintf(_n('%d cancelled.', '%d cancelled.', count, 'finders-fee'), count);
}

function sayLeft(count: number): string {
  if (count === 0) return '';
  return sprintf(
    /* translators: %d: number of payouts */
    _n('%d is left as it was.', '%d are left as they were.', count, 'finders-fee'),
    count,
  );
}
