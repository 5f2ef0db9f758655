import { __, sprintf } from '@wordpress/i18n';
import type { Me } from '@finders-fee/shared';
import { dayFormat } from './dates.ts';
import { formatMoney, isNegative, isPositive, subtract } from './money.ts';
import { isPercent, sayPlainRate } from './plain-rate.ts';

type MyBalance = Me['balances'][number];

/** What the shop owes, one line per currency: amounts of two currencies are never added up. */
export function Balance({ me }: { me: Me }) {
  return (
    <section className="ff-section" aria-labelledby="ff-balance-title">
      <h2 id="ff-balance-title" className="ff-title">
        {__('Your balance', 'finders-fee')}
      </h2>
      {me.balances.length === 0 && (
        <p>
          {sprintf(
            isPercent(me.program.rate)
              ? /* translators: %s: a commission rate such as "10 %" */
                __('No sale yet. The first order with your code earns you %s of what it sold.', 'finders-fee')
              : /* translators: %s: a commission such as "€5.00 per order" */
                __('No sale yet. What you earn with your code: %s.', 'finders-fee'),
            sayPlainRate(me.program.rate),
          )}
        </p>
      )}
      {me.balances.map((balance) => (
        <div key={balance.currency} className="ff-balance">
          <p className="ff-amount" data-finders-fee-figure="balance">
            {formatMoney(balance.balance, balance.currency)}
          </p>
          <p>{sentences(balance, me.time_zone).join(' · ')}</p>
        </div>
      ))}
    </section>
  );
}

/**
 * "42.10 € payable on 1 December · 18.50 € still in its hold · 3.00 € held: the shop is looking into it · 120.00 € paid so far", only with the parts
 * that are there.
 */
function sentences(balance: MyBalance, timeZone: string): string[] {
  const money = (amount: string) => formatMoney(amount, balance.currency);
  const { pending, held, approved, paid } = balance;
  const parts: string[] = [];
  /* translators: %s: amount of money */
  if (isPositive(approved)) parts.push(sprintf(__('%s payable', 'finders-fee'), money(approved)));
  parts.push(...sayPending(balance, timeZone));
  if (isPositive(held)) {
    /* translators: %s: amount of money */
    parts.push(sprintf(__('%s held: the shop is looking into it', 'finders-fee'), money(held)));
  }
  if (isNegative(approved)) parts.push(sayOwing(money(approved.replace('-', ''))));
  if (parts.length === 0 && !isPositive(pending)) {
    parts.push(__('Nothing is waiting for payout.', 'finders-fee'));
  }
  /* translators: %s: amount of money */
  if (isPositive(paid)) parts.push(sprintf(__('%s paid so far', 'finders-fee'), money(paid)));
  return parts;
}

function sayPending({ pending, currency, ...next }: MyBalance, timeZone: string): string[] {
  const { next_payable_amount: amount, next_payable_at: at } = next;
  const parts: string[] = [];
  if (amount !== null && at !== null && isPositive(amount)) {
    const money = formatMoney(amount, currency);
    const isAhead = Date.parse(at) > Date.now();
    parts.push(
      isAhead
        ? /* translators: 1: amount of money, 2: date */
          sprintf(__('%1$s payable on %2$s', 'finders-fee'), money, dayFormat(timeZone)(at))
        : /* translators: %s: amount of money */
          sprintf(__('%s ready for payout', 'finders-fee'), money),
    );
  }
  const inHold = subtract(pending, amount ?? '0');
  if (isPositive(inHold)) {
    /* translators: %s: amount of money */
    parts.push(sprintf(__('%s still in its hold', 'finders-fee'), formatMoney(inHold, currency)));
  }
  return parts;
}

function sayOwing(money: string): string {
  return sprintf(
    /* translators: %s: amount of money */
    __('%s to be settled with your next sales: an order that was paid out was refunded', 'finders-fee'),
    money,
  );
}
