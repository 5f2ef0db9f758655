import { formatMinor, parseDecimal, sum, toMinor, type Step } from '@finders-fee/shared';
import type { Settlement } from '@finders-fee/sidecar/domain/settle-order';

/** What a reader with a pencil gets: the sum of the steps before `base` beside what `base` says, and of those up to `amount` beside what that says. */
export function printedSums(steps: readonly Step[]) {
  const at = steps.findIndex(({ code }) => code === 'base');
  const add = (part: readonly Step[]) =>
    toMinor(sum(part.map(({ amount }) => parseDecimal(amount ?? '0'))), 4);
  return {
    before: add(steps.slice(0, at)),
    base: steps[at]?.amount,
    after: add(steps.slice(at + 1, -1)),
    amount: steps.at(-1)?.code === 'amount' ? steps.at(-1)?.amount : 'the last step is another',
  };
}

/** What the sums have to be. */
printedSums.of = ({ baseMinor, amountMinor }: Settlement, exponent: number) => ({
  before: baseMinor * 10n ** BigInt(4 - exponent),
  base: formatMinor(baseMinor, exponent),
  after: amountMinor * 10n ** BigInt(4 - exponent),
  amount: formatMinor(amountMinor, exponent),
});
