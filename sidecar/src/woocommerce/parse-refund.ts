import { isDecimal } from '@finders-fee/shared';
import { z } from 'zod';
import type { Refund, RefundLine } from '../domain/order-snapshot.ts';

const decimal = z
  .union([z.string(), z.number()])
  .transform((value) => (value === '' ? '0' : String(value)))
  .refine(isDecimal, 'A decimal number');

/**
 * WooCommerce prints what a refund adds to its item, which is below 0 but for a negative fee. The sign has to be read: what the item is now,
 * if it is still there, does not tell what it was when it was refunded.
 */
const returned = decimal.transform((value) => {
  const unsigned = value.replace(/^-/, '');
  return value !== unsigned || /^[0.]*$/.test(unsigned) ? unsigned : `-${unsigned}`;
});

const lineSchema = z.object({
  quantity: z.number().default(0).transform(Math.abs),
  total: returned,
  total_tax: returned,
  meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).default([]),
});
type Line = z.infer<typeof lineSchema>;

const refundSchema = z.object({
  id: z.int().min(1),
  date_created_gmt: z.string().nullish(),
  amount: decimal.transform((value) => value.replace(/^-/, '')),
  line_items: z.array(lineSchema).default([]),
  shipping_lines: z.array(lineSchema).default([]),
  fee_lines: z.array(lineSchema).default([]),
});

/** A refund in the list of all orders' refunds. */
export interface StoreRefund {
  id: number;
  parent_id: number;
}

/** A refund with its lines, from `GET orders/{id}/refunds`. Throws ZodError when it cannot be read. */
export function parseRefund(body: unknown): Refund {
  const refund = refundSchema.parse(body);
  const created = refund.date_created_gmt;
  return {
    refundId: refund.id,
    createdAt: created ? `${created.replace(/Z$/, '')}Z` : null,
    amount: refund.amount,
    lines: [
      ...refund.line_items.map((line) => toLine('product', line)),
      ...refund.shipping_lines.map((line) => toLine('shipping', line)),
      ...refund.fee_lines.map((line) => toLine('fee', line)),
    ],
  };
}

/** `_refunded_item_id` is the only sound link to the refunded item: one product may stand on two lines. */
function toLine(kind: RefundLine['kind'], line: Line): RefundLine {
  const itemId = Number(line.meta_data.find((entry) => entry.key === '_refunded_item_id')?.value);
  return {
    kind,
    itemId: Number.isSafeInteger(itemId) && itemId > 0 ? itemId : null,
    quantity: line.quantity,
    total: line.total,
    totalTax: line.total_tax,
  };
}
