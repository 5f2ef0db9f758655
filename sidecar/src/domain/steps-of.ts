import { formatMinor, type Step } from '@finders-fee/shared';
import type { CommissionRecord } from './books.ts';
import type { Settlement } from './settle-order.ts';

/** The receipt of a commission: the arithmetic of its order, and what the owner's word made of it. */
export function stepsOf(
  { stage, exponent }: Pick<CommissionRecord, 'stage' | 'exponent'>,
  { steps, amountMinor }: Pick<Settlement, 'steps' | 'amountMinor'>,
): Step[] {
  if (stage !== 'rejected' || amountMinor === 0n) return steps;
  const print = (minor: bigint) => formatMinor(minor, exponent);
  const rejected: Step = { code: 'rejected', label: 'Rejected', values: {}, amount: print(-amountMinor) };
  return steps.flatMap((step) =>
    step.code === 'amount' ? [rejected, { ...step, amount: print(0n) }] : [step],
  );
}
