import { readFile } from 'node:fs/promises';
import { describe, expect, test } from '@jest/globals';
import { formatMinor } from '@finders-fee/shared';
import { aCoupon, aLine, anOrder, bareRefund, oneHoodie, shippingRefund } from '../support/an-order.ts';
import { settleAlone } from '../support/settle-alone.ts';
import { settleTogether } from '../support/settle-together.ts';
import { someTerms } from '../support/terms.ts';

const page = await readFile(new URL('../../docs/arithmetic.md', import.meta.url), 'utf8');

/** The cells of a table's row, by what its first cell begins with. */
function row(first: string): string[] {
  const line = page.split('\n').find((text) => text.startsWith(`| ${first}`));
  return (line ?? '').split('|').map((cell) => cell.trim());
}

describe('the examples of docs/arithmetic.md', () => {
  test.each([
    ['nothing', []],
    ['the shipping', [shippingRefund]],
    ['one hoodie', [oneHoodie]],
    ['54.00 without', [bareRefund]],
    ['both: ', [oneHoodie, bareRefund]],
  ])('one coupon, refunded %s', (first, refunds) => {
    const { baseMinor, amountMinor } = settleAlone(anOrder({ refunds }), someTerms());
    expect(row(first).slice(2, 4)).toEqual([formatMinor(baseMinor, 2), formatMinor(amountMinor, 2)]);
  });

  test('a split order', () => {
    const order = anOrder({
      lines: [
        aLine({ itemId: 1, productId: 11, quantity: 2, subtotal: '100.00', total: '85.00' }),
        aLine({ itemId: 2, productId: 12, subtotal: '50.00', total: '45.00' }),
      ],
      coupons: [aCoupon({ code: 'ann', discount: '15.00' }), aCoupon({ code: 'ben', discount: '5.00' })],
    });
    const perItem = someTerms({ rate: { type: 'fixed_per_item', value: '2.00', currency: 'EUR' } });
    const settled = settleTogether(
      order,
      {
        Ann: { terms: someTerms(), coupons: { ann: null } },
        Ben: { terms: perItem, coupons: { ben: { productIds: [11] } } },
      },
      { policy: 'split' },
    );
    for (const [name, { baseMinor, amountMinor }] of Object.entries(settled)) {
      expect([row(name)[2], row(name)[6]]).toEqual([formatMinor(baseMinor, 2), formatMinor(amountMinor, 2)]);
    }
  });
});
