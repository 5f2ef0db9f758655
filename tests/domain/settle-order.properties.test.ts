import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  add,
  atLeastZero,
  compare,
  divide,
  multiply,
  parseDecimal,
  ratio,
  subtract,
  sum,
  toMinor,
  zero,
  type Base,
  type Ratio,
} from '@finders-fee/shared';
import type { OrderLine, OrderSnapshot, Refund } from '@finders-fee/sidecar/domain/order-snapshot';
import { aLine, anExtra, anOrder } from '../support/an-order.ts';
import { printedSums } from '../support/printed-sums.ts';
import { settleAlone } from '../support/settle-alone.ts';
import { shuffled } from '../support/shuffled.ts';
import { someTerms } from '../support/terms.ts';

const cents = (max: number, min = 0) => fc.integer({ min, max }).map((amount) => (amount / 100).toFixed(2));
const base = fc.record<Base>({
  price: fc.constantFrom('after_discount', 'before_discount'),
  include_tax: fc.boolean(),
  include_shipping: fc.boolean(),
  include_fees: fc.boolean(),
});
const rate = fc.constantFrom('10', '12.5', '0.0001', '33.3333', '100');

const line = fc
  .record({
    quantity: fc.integer({ min: 1, max: 5 }),
    subtotal: fc.integer({ min: 0, max: 50_000 }),
    part: fc.integer({ min: 0, max: 100 }),
  })
  .map(({ quantity, subtotal, part }): Partial<OrderLine> => {
    const total = Math.floor((subtotal * part) / 100);
    const print = (amount: number) => (amount / 100).toFixed(2);
    const taxes = { subtotalTax: print(Math.round(subtotal / 5)), totalTax: print(Math.round(total / 5)) };
    return { quantity, subtotal: print(subtotal), total: print(total), ...taxes };
  });

const sold = fc
  .record({ lines: fc.array(line, { maxLength: 4 }), shipping: cents(2_000), fee: cents(1_000, -3_000) })
  .map(({ lines, shipping, fee }): OrderSnapshot => {
    const parts = {
      lines: lines.map((overrides, index) => aLine({ itemId: index + 1, ...overrides })),
      shipping: [anExtra({ itemId: 21, total: shipping })],
      fees: [anExtra({ itemId: 31, total: fee })],
    };
    const gross = sum(
      [...parts.lines, ...parts.shipping, ...parts.fees].flatMap((part) => [
        parseDecimal(part.total),
        parseDecimal(part.totalTax),
      ]),
    );
    return anOrder({ ...parts, total: (Number(toMinor(atLeastZero(gross), 2)) / 100).toFixed(2) });
  });

const refundLine = fc
  .record({
    kind: fc.constantFrom('product' as const, 'product' as const, 'shipping' as const, 'fee' as const),
    itemId: fc.constantFrom(1, 2, 3, 21, 31, 99, null),
    quantity: fc.integer({ min: 0, max: 2 }),
    total: cents(20_000),
    totalTax: cents(4_000),
  })
  .chain((part) => {
    const ofDiscount = { ...part, total: `-${part.total}`, totalTax: `-${part.totalTax}` };
    return part.kind === 'fee' ? fc.constantFrom(part, ofDiscount) : fc.constant(part);
  });
const refund = fc
  .record({
    lines: fc.array(refundLine, { maxLength: 3 }),
    beyond: cents(10_000),
    refundId: fc.integer({ min: 1, max: 1_000_000 }),
  })
  .map(({ lines, beyond, refundId }): Refund => {
    const all = [...lines.flatMap(({ total, totalTax }) => [total, totalTax]), beyond].map(parseDecimal);
    const amount = (Number(toMinor(atLeastZero(sum(all)), 2)) / 100).toFixed(2);
    return { refundId, createdAt: null, amount, lines };
  });
const refunds = fc.uniqueArray(refund, { maxLength: 4, selector: ({ refundId }) => refundId });

describe('settling any order with any history of refunds', () => {
  test('prints a receipt that adds up, never below 0 and never above what was sold', () => {
    fc.assert(
      fc.property(sold, refunds, base, rate, (order, history, chosen, percent) => {
        const terms = someTerms({ base: chosen, rate: percent });
        const settlement = settleAlone({ ...order, refunds: history }, terms);
        expect(printedSums(settlement.steps)).toEqual(printedSums.of(settlement, 2));
        expect(settlement.base.numerator).toBeGreaterThanOrEqual(0n);
        expect(settlement.amountMinor).toBeLessThanOrEqual(settlement.baseMinor);
        const most = sum(
          [
            ...order.lines.flatMap((sale) => [sale.subtotal, sale.subtotalTax]),
            ...order.shipping.map(({ total }) => total),
            ...order.fees.map(({ total }) => total),
          ]
            .map(parseDecimal)
            .map(atLeastZero),
        );
        expect(compare(settlement.base, most)).not.toBe(1);
      }),
      { numRuns: 300 },
    );
  });

  test('does not depend on the order in which refunds are listed', () => {
    fc.assert(
      fc.property(sold, refunds, base, (order, history, chosen) => {
        const terms = someTerms({ base: chosen });
        const listed = settleAlone({ ...order, refunds: history }, terms);
        expect(settleAlone({ ...order, refunds: shuffled(history) }, terms)).toEqual(listed);
      }),
      { numRuns: 100 },
    );
  });

  test('equals the contract’s formula written down a second time', () => {
    fc.assert(
      fc.property(sold, refunds, base, rate, (order, history, chosen, percent) => {
        const settlement = settleAlone(
          { ...order, refunds: history },
          someTerms({ base: chosen, rate: percent }),
        );
        const expected = byTheBook({ ...order, refunds: history }, chosen);
        expect(compare(settlement.base, expected)).toBe(0);
        expect(settlement.amountMinor).toBe(
          toMinor(multiply(expected, divide(parseDecimal(percent), ratio(100n))), 2),
        );
      }),
      { numRuns: 300 },
    );
  });
});

/** Contract §5, steps 1–3, as one would do it by hand. */
function byTheBook(order: OrderSnapshot, base: Base): Ratio {
  const before = base.price === 'before_discount';
  const n = parseDecimal;
  const refundLines = order.refunds.flatMap(({ lines }) => lines).filter(({ itemId }) => itemId !== null);
  const back = (kind: string, itemId: number) =>
    refundLines
      .filter((part) => part.kind === kind && part.itemId === itemId)
      .map((part) => (base.include_tax ? add(n(part.total), n(part.totalTax)) : n(part.total)));
  const products = order.lines.map((sale) => {
    const value = add(
      n(before ? sale.subtotal : sale.total),
      base.include_tax ? n(before ? sale.subtotalTax : sale.totalTax) : zero,
    );
    const scale =
      before && n(sale.total).numerator !== 0n ? divide(n(sale.subtotal), n(sale.total)) : ratio(1n);
    return atLeastZero(subtract(value, multiply(sum(back('product', sale.itemId)), scale)));
  });
  const extra = (kind: 'shipping' | 'fee') =>
    (kind === 'shipping' ? order.shipping : order.fees).map((part) => {
      const value = add(n(part.total), base.include_tax ? n(part.totalTax) : zero);
      const isDiscount = value.numerator < 0n;
      const own = back(kind, part.itemId).filter(({ numerator }) => numerator < 0n === isDiscount);
      const left = subtract(value, sum(own));
      return isDiscount ? subtract(zero, atLeastZero(subtract(zero, left))) : atLeastZero(left);
    });
  const counted = atLeastZero(
    sum([
      ...products,
      ...(base.include_shipping ? extra('shipping') : []),
      ...(base.include_fees ? extra('fee') : []),
    ]),
  );
  const known = new Set([...order.lines.map(({ itemId }) => `product${itemId}`), 'shipping21', 'fee31']);
  const grossOf = (parts: typeof refundLines) =>
    sum(parts.flatMap(({ total, totalTax }) => [n(total), n(totalTax)]));
  const left = subtract(
    n(order.total),
    grossOf(refundLines.filter(({ kind, itemId }) => known.has(`${kind}${itemId}`))),
  );
  const beyond = sum(
    order.refunds.map(({ amount, lines }) =>
      atLeastZero(subtract(n(amount), grossOf(lines.filter(({ itemId }) => itemId !== null)))),
    ),
  );
  if (beyond.numerator === 0n) return counted;
  return compare(beyond, left) >= 0 ? zero : multiply(counted, divide(subtract(left, beyond), left));
}
