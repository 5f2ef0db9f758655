import { formatMinor } from '@finders-fee/shared';

/** An amount whose minor unit is 10^-exponent of the currency. */
export interface Money {
  currency: string;
  exponent: number;
  minor: bigint;
}

/**
 * Adds up per currency and never across currencies, sorted by currency.
 * Rows recorded before the store changed its decimals keep their own exponent; the sum takes the finest.
 */
export function sumByCurrency(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, Money>();
  for (const amount of amounts) {
    const before = sums.get(amount.currency) ?? { ...amount, minor: 0n };
    sums.set(amount.currency, plus(before, amount));
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

export function plus(a: Money, b: Money): Money {
  const exponent = Math.max(a.exponent, b.exponent);
  return { currency: a.currency, exponent, minor: inUnits(a, exponent) + inUnits(b, exponent) };
}

export function formatMoney({ minor, exponent }: Money): string {
  return formatMinor(minor, exponent);
}

function inUnits({ minor, exponent }: Money, finer: number): bigint {
  return minor * 10n ** BigInt(finer - exponent);
}
