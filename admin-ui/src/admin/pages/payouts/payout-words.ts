import { __, _n, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';
import { addAmounts } from '../../../format/amount.ts';
import { formatMoney } from '../../../format/money.ts';
import { payoutMethod } from '../../../words/payout.ts';
import { payoutStatus, type StatusWord } from '../../../words/status.ts';

export interface Sum {
  currency: string;
  amount: string;
  count: number;
}

/** All of each currency together, in the order in which they come; currencies are never added up. */
export function sumsOf(rows: readonly { currency: string; amount: string }[]): Sum[] {
  const sums = new Map<string, Sum>();
  for (const { currency, amount } of rows) {
    const so = sums.get(currency);
    sums.set(currency, {
      currency,
      amount: so ? addAmounts(so.amount, amount) : amount,
      count: (so?.count ?? 0) + 1,
    });
  }
  return [...sums.values()];
}

/** "€812.40 and $30.00" */
export function saySums(rows: readonly { currency: string; amount: string }[]): string {
  const sums = sumsOf(rows).map(({ amount, currency }) => formatMoney(amount, currency));
  return new Intl.ListFormat(pageConfig().locale).format(sums);
}

/** What a payout is called: "€27.00 to John Miller". */
export function nameOf({ amount, currency, affiliate_name: name }: Payout): string {
  /* translators: 1: amount of money, 2: affiliate's name */
  return sprintf(__('%1$s to %2$s', 'finders-fee'), formatMoney(amount, currency), name);
}

export function standingOf({ status, is_outdated: isOutdated }: Payout): StatusWord {
  if (!isOutdated) return payoutStatus(status);
  return { label: __('Outdated: less is payable now', 'finders-fee'), tone: 'bad' };
}

/** Where to send it; undefined where it is not told: of what was sent, or where no account is known. */
export function sayAccount({ account }: Payout): string | undefined {
  if (!account) return undefined;
  /* translators: 1: way of paying, such as "PayPal", 2: account */
  return sprintf(__('%1$s: %2$s', 'finders-fee'), payoutMethod(account.method), account.details);
}

/** "7 payouts proposed, €812.40 and $30.00 in total." */
export function sayProposed(made: readonly Payout[]): string {
  if (made.length === 0) return __('Nothing was due that is not proposed already.', 'finders-fee');
  return sprintf(
    /* translators: 1: number of payouts, 2: amounts of money, one for each currency */
    _n(
      '%1$d payout proposed, %2$s in total.',
      '%1$d payouts proposed, %2$s in total.',
      made.length,
      'finders-fee',
    ),
    made.length,
    saySums(made),
  );
}
