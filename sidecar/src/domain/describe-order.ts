import { currencyExponent, parseDecimal, subtract, sum, toMinor } from '@finders-fee/shared';
import type { HeldState } from './accept-arrivals.ts';
import type { CategoriesByProduct, OrderBooks, OrderRecord, OrderRules } from './books.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import { refusalOfStatus } from './order-status.ts';

/** The store's own currency and its price decimals. */
export interface Store {
  currency: string;
  decimals: number;
}

export interface DescribingContext {
  /** The store's rules as they stand. */
  rules: OrderRules;
  /** Of the products that the orders name, with parents; those unknown to the store are missing. */
  categories: ReadonlyMap<number, number[]>;
  store: Store | undefined;
  now: Date;
}

/** An order whose newest state was taken over. */
export interface OrderToDecide {
  state: HeldState;
  /** Every state that arrived since the last decision, oldest first. */
  states: readonly OrderSnapshot[];
  customerId: string | null;
  before: OrderBooks | undefined;
  /** Forget what was frozen: somebody asked for a recalculation. */
  anew: boolean;
}

/** An order's row, but for whether it counts, which depends on who earns. Its number of decimals is decided once: books already written must keep their meaning when the shop changes its price decimals. */
export function describeOrder(
  { state, states, customerId, before, anew }: OrderToDecide,
  { rules, categories, store, now }: DescribingContext,
): Omit<OrderRecord, 'counts'> {
  const { snapshot } = state;
  const held = before?.order;
  const frozen = anew ? undefined : held;
  const ownRules = frozen?.rules ?? rules;
  const exponent =
    held?.currency === snapshot.currency ? held.exponent : currencyExponent(snapshot.currency, store);
  const sales = sum(snapshot.lines.map(({ total }) => parseDecimal(total)));
  const subtotal = sum(snapshot.lines.map((line) => parseDecimal(line.subtotal)));
  const isPaid = ({ status, paidAt }: { status: string; paidAt: string | null }) =>
    paidAt !== null || refusalOfStatus(status, ownRules.earningStatuses) === null;
  return {
    orderId: snapshot.orderId,
    number: snapshot.number,
    status: snapshot.status,
    currency: snapshot.currency,
    exponent,
    totalMinor: toMinor(parseDecimal(snapshot.total), exponent),
    salesMinor: toMinor(sales, exponent),
    discountMinor: toMinor(subtract(subtotal, sales), exponent),
    customerId,
    firstCouponCode: snapshot.coupons[0]?.code ?? null,
    everPaid: held?.everPaid === true || [...states, snapshot].some(isPaid),
    placedAt: new Date(snapshot.placedAt),
    modifiedAt: state.modifiedAt,
    asOf: state.asOf,
    rules: ownRules,
    categories: freezeCategories(snapshot, frozen?.categories ?? {}, categories),
    snapshot,
    snapshotHash: state.snapshotHash,
    recordedAt: now,
  };
}

/** Those known before stay; a line with another product brings that product's. */
function freezeCategories(
  { lines }: OrderSnapshot,
  frozen: CategoriesByProduct,
  now: ReadonlyMap<number, number[]>,
): CategoriesByProduct {
  const missing = lines.filter(({ productId }) => frozen[productId] === undefined);
  if (missing.length === 0) return frozen;
  return {
    ...frozen,
    ...Object.fromEntries(missing.map(({ productId }) => [productId, now.get(productId) ?? []])),
  };
}
