import type { Balance, Payout } from '@finders-fee/shared';
import { busyShop, type CannedShop } from './canned-shop.ts';

export const john = 'aff_0192f0c1000070008000000000000001';
export const mia = 'aff_0192f0c1000070008000000000000002';
const names: Record<string, string> = { [john]: 'John Miller', [mia]: 'Mia Wong' };

/** A shop with payouts to send in two currencies, one of them overtaken by a refund, and one that was sent. */
export function payingShop(): CannedShop {
  const shop = busyShop();
  shop.payouts.unshift(
    payout({ id: 'pay_5', amount: '27.00', account: { method: 'paypal', details: 'john@example.org' } }),
    payout({
      id: 'pay_4',
      affiliate_id: mia,
      currency: 'USD',
      amount: '30.00',
      account: { method: 'bank', details: 'DE89 3704 0044 0532 0130 00, Mia Wong' },
      proposed_at: '2026-11-19T09:00:00Z',
    }),
    payout({
      id: 'pay_3',
      currency: 'USD',
      amount: '12.00',
      is_outdated: true,
      payable: '4.00',
      proposed_at: '2026-11-18T09:00:00Z',
    }),
    payout({ id: 'pay_2', affiliate_id: mia, amount: '9.50', proposed_at: '2026-11-17T09:00:00Z' }),
  );
  return shop;
}

export function payout(some: Partial<Payout>): Payout {
  const amount = some.amount ?? '27.00';
  return {
    id: 'pay_5',
    affiliate_id: john,
    affiliate_name: names[some.affiliate_id ?? john] ?? '',
    currency: 'EUR',
    amount,
    status: 'proposed',
    is_outdated: false,
    payable: amount,
    account: null,
    items: [
      { commission_id: 'com_1', order_number: '1001', amount },
      { commission_id: 'com_2', order_number: '998', amount: '4.50' },
      { commission_id: null, order_number: null, amount: '-4.50' },
    ],
    proposed_at: '2026-11-20T09:00:00Z',
    paid_at: null,
    ...some,
  };
}

/** Everybody's balances: John's, as the shop has them, and those of others that a test has given it. */
export function balancesOf(shop: CannedShop, affiliateId: string): Balance[] {
  return shop.balances
    .filter((balance) => (balance.affiliate_id ?? john) === (affiliateId || (balance.affiliate_id ?? john)))
    .map(({ affiliate_id: owner = john, currency, pending, approved, paid }) => ({
      affiliate_id: owner,
      currency,
      pending,
      held: '0.00',
      approved,
      paid,
      balance: (Number(pending) + Number(approved)).toFixed(2),
    }));
}

/** A proposal for each balance above 0 that has none. */
export function proposeToAll(shop: CannedShop): Payout[] {
  const made = balancesOf(shop, '')
    .filter(({ approved }) => Number(approved) > 0)
    .filter(
      ({ affiliate_id: id, currency }) =>
        !shop.payouts.some(
          (row) => row.status === 'proposed' && row.affiliate_id === id && row.currency === currency,
        ),
    )
    .map(({ affiliate_id: id, currency, approved }, index) =>
      payout({
        id: `pay_${20 + index}`,
        affiliate_id: id,
        currency,
        amount: approved,
        proposed_at: new Date().toISOString(),
      }),
    );
  shop.payouts.unshift(...made);
  return made;
}
