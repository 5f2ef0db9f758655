import { __, sprintf } from '@wordpress/i18n';
import type { Me } from '@finders-fee/shared';
import { dayFormat } from './dates.ts';
import { formatMoney, isNegative, isZero, subtract } from './money.ts';

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
          {/* translators: %s: a commission rate such as "10 %" */}
          {sprintf(
            __('No sale yet. The first order with your code earns you %s of what it sold.', 'finders-fee'),
            me.program.rate,
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

/** "42.10 € payable on 1 December · 18.50 € still in its hold", only with the parts that are there. */
function sentences(balance: MyBalance, timeZone: string): string[] {
  const { currency } = balance;
  if (isNegative(balance.balance)) {
    return [
      __('A refund took back more than was left. Your next sales make up for it first.', 'finders-fee'),
    ];
  }
  const parts: string[] = [];
  const next = balance.next_payable_amount;
  if (!isZero(balance.approved)) {
    /* translators: %s: amount of money */
    parts.push(sprintf(__('%s approved', 'finders-fee'), formatMoney(balance.approved, currency)));
  }
  if (next !== null && balance.next_payable_at !== null && !isZero(next) && !isNegative(next)) {
    const amount = formatMoney(next, currency);
    parts.push(
      Date.parse(balance.next_payable_at) > Date.now()
        ? /* translators: 1: amount of money, 2: date */
          sprintf(
            __('%1$s payable on %2$s', 'finders-fee'),
            amount,
            dayFormat(timeZone)(balance.next_payable_at),
          )
        : /* translators: %s: amount of money */
          sprintf(__('%s ready for payout', 'finders-fee'), amount),
    );
  }
  const held = subtract(balance.pending, next ?? '0');
  if (!isZero(held) && !isNegative(held)) {
    /* translators: %s: amount of money */
    parts.push(sprintf(__('%s still in its hold', 'finders-fee'), formatMoney(held, currency)));
  }
  return parts.length > 0 ? parts : [__('Nothing is waiting for payout.', 'finders-fee')];
}
