import { formatMinor, parseDecimal, sum, toMinor, type Step } from '@finders-fee/shared';
import type { Settlement } from '@finders-fee/sidecar/domain/settle';

/** What a reader with a pencil gets: the sum of the steps before `base`, what `base` says, and the sum of those after it. */
export function printedSums(steps: Step[]): {
  before: bigint;
  base: string | null | undefined;
  after: bigint;
} {
  const at = steps.findIndex(({ code }) => code === 'base');
  const add = (part: Step[]) => toMinor(sum(part.map(({ amount }) => parseDecimal(amount ?? '0'))), 4);
  return { before: add(steps.slice(0, at)), base: steps[at]?.amount, after: add(steps.slice(at + 1)) };
}

/** What the sums have to be. */
printedSums.of = ({ baseMinor, amountMinor }: Settlement, exponent: number) => ({
  before: baseMinor * 10n ** BigInt(4 - exponent),
  base: formatMinor(baseMinor, exponent),
  after: amountMinor * 10n ** BigInt(4 - exponent),
});
