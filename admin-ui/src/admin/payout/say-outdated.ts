import { __, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';
import { subtractAmounts } from '../../format/amount.ts';
import { formatMoney, isZeroAmount } from '../../format/money.ts';

/** Why a proposal cannot simply be paid any more. */
export function sayOutdated(): string {
  return __(
    'A refund, or another change, has come since this was proposed: less is payable now. Propose what is payable now; or, if the money has left already, record that it was sent.',
    'finders-fee',
  );
}

/** What becomes of an outdated proposal that is recorded as sent. */
export function saySent(payout: Payout): string {
  const { amount, currency, affiliate_name: name } = payout;
  const owed = owedAfter(payout);
  if (owed === undefined)
    return sprintf(
      /* translators: %s: amount of money */
      __(
        'If you have sent %s already, record that, and the books say what your bank says. What is above the sum payable now is then owed, and comes off the next payout.',
        'finders-fee',
      ),
      formatMoney(amount, currency),
    );
  return sprintf(
    /* translators: 1: amount of money that was sent, 2: affiliate's name, 3: amount of money that was too much */
    __(
      'If you have sent %1$s already, record that, and the books say what your bank says. %2$s then owes %3$s, which comes off the next payout.',
      'finders-fee',
    ),
    formatMoney(amount, currency),
    name,
    formatMoney(owed, currency),
  );
}

/** Undefined where it is not known yet how much is payable. */
function owedAfter({ amount, payable }: Payout): string | undefined {
  if (payable === null) return undefined;
  const owed = subtractAmounts(amount, payable);
  return owed.startsWith('-') || isZeroAmount(owed) ? undefined : owed;
}
