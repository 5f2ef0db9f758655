import { describe, expect, test } from '@jest/globals';
import { parseRefund } from '@finders-fee/sidecar/woocommerce/parse-refund';

describe('a refund as WooCommerce prints it', () => {
  const line = (total: string, totalTax: string, itemId: number) => ({
    ...{ quantity: -1, total, total_tax: totalTax },
    meta_data: [{ key: '_refunded_item_id', value: String(itemId) }],
  });

  test('says what the buyer got back for each item, and what a negative fee took from that', () => {
    const refund = parseRefund({
      id: 7,
      date_created_gmt: '2026-11-05T09:00:00',
      amount: '30.00',
      line_items: [line('-45.00', '-9.00', 1)],
      shipping_lines: [line('-0.00', '0.00', 2)],
      fee_lines: [line('20.00', '4.00', 3)],
    });
    expect(refund).toEqual({
      refundId: 7,
      createdAt: '2026-11-05T09:00:00Z',
      amount: '30.00',
      lines: [
        { kind: 'product', itemId: 1, quantity: 1, total: '45.00', totalTax: '9.00' },
        { kind: 'shipping', itemId: 2, quantity: 1, total: '0.00', totalTax: '0.00' },
        { kind: 'fee', itemId: 3, quantity: 1, total: '-20.00', totalTax: '-4.00' },
      ],
    });
  });
});
