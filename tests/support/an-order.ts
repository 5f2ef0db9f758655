import type {
  CouponLine,
  ExtraLine,
  OrderLine,
  OrderSnapshot,
  Refund,
  RefundLine,
} from '@finders-fee/sidecar/domain/order-snapshot';
import type { Buyer, StateArrival } from '@finders-fee/sidecar/domain/arrival';
import { phoneKey } from '@finders-fee/sidecar/domain/identity-keys';

/**
 * The order of the contract's example: A 2 × 50, B 1 × 50, 10 % coupon `john10`, shipping 10, 20 % tax on all, gross 174, in processing.
 * Tests override only what they are about.
 */
export function anOrder(overrides: Partial<OrderSnapshot> = {}): OrderSnapshot {
  return {
    orderId: 1042,
    number: String(overrides.orderId ?? 1042),
    status: 'processing',
    currency: 'EUR',
    placedAt: '2026-11-03T10:00:00Z',
    modifiedAt: '2026-11-03T10:00:05Z',
    paidAt: '2026-11-03T10:00:05Z',
    createdVia: 'checkout',
    customerUserId: 0,
    total: '174.00',
    lines: [
      aLine({
        itemId: 1,
        name: 'Hoodie',
        quantity: 2,
        subtotal: '100.00',
        total: '90.00',
        totalTax: '18.00',
      }),
      aLine({ itemId: 2, name: 'Beanie', quantity: 1, subtotal: '50.00', total: '45.00', totalTax: '9.00' }),
    ],
    shipping: [anExtra({ itemId: 3, name: 'Flat rate', total: '10.00', totalTax: '2.00' })],
    fees: [],
    coupons: [aCoupon()],
    click: null,
    refunds: [],
    ...overrides,
  };
}

export function aLine(overrides: Partial<OrderLine> = {}): OrderLine {
  const subtotal = overrides.subtotal ?? '50.00';
  return {
    itemId: 1,
    name: 'Hoodie',
    productId: 11,
    variationId: 0,
    quantity: 1,
    subtotal,
    subtotalTax: (Number(subtotal) / 5).toFixed(2),
    total: subtotal,
    totalTax: '0.00',
    ...overrides,
  };
}

export function anExtra(overrides: Partial<ExtraLine> = {}): ExtraLine {
  return { itemId: 9, name: 'Gift wrap', total: '5.00', totalTax: '0.00', ...overrides };
}

export function aCoupon(overrides: Partial<CouponLine> = {}): CouponLine {
  return { couponId: 77, code: 'john10', discount: '15.00', ...overrides };
}

export function aRefund(
  amount: string,
  lines: Partial<RefundLine>[] = [],
  overrides: Partial<Refund> = {},
): Refund {
  return {
    refundId: 5001,
    createdAt: '2026-11-05T09:00:00Z',
    amount,
    lines: lines.map((line) => ({
      kind: 'product',
      itemId: 1,
      quantity: 0,
      total: '0.00',
      totalTax: '0.00',
      ...line,
    })),
    ...overrides,
  };
}

/** The refunds of the contract's example. */
export const oneHoodie = aRefund('54.00', [{ itemId: 1, quantity: 1, total: '45.00', totalTax: '9.00' }]);
export const shippingRefund = aRefund(
  '12.00',
  [{ kind: 'shipping', itemId: 3, total: '10.00', totalTax: '2.00' }],
  {
    refundId: 5002,
  },
);
export const bareRefund = aRefund('54.00', [], { refundId: 5003 });

/** `phone` as typed; a buyer is known by its hash. */
export interface BuyerTold extends Partial<Buyer> {
  phone?: string | null;
}

export function aBuyer({ phone = null, ...overrides }: BuyerTold = {}): Buyer {
  const phoneHash = phoneKey(phone);
  return { userId: 0, email: 'ann@example.com', name: 'Ann Archer', phoneHash, ...overrides };
}

let fetches = Date.parse('2026-11-03T12:00:00Z');

/** The order as just read from the store: each later call is a later word. */
export function fetched(snapshot: OrderSnapshot, overrides: Partial<StateArrival> = {}): StateArrival {
  fetches += 1000;
  return { kind: 'state', snapshot, buyer: aBuyer(), asOf: new Date(fetches), fetched: true, ...overrides };
}
