import { isDeepStrictEqual } from 'node:util';
import { acceptArrivals, type HeldState, type Renewal } from './accept-arrivals.ts';
import type { Arrival, Buyer } from './arrival.ts';
import { bringersOf, type AttributionContext } from './attribute.ts';
import type { CommissionRecord, LedgerTransfer, OrderBooks, OrderRecord, Redemption } from './books.ts';
import { compareBooks, outcomeOf } from './compare-books.ts';
import { mergeTotals, type TotalsDelta } from './contributions.ts';
import { mergeUses, type CouponUses } from './coupon-uses.ts';
import type { OrderChange } from './decide-first-orders.ts';
import { decideOrder, type DecisionContext, type OrderDecision } from './decide-order.ts';
import type { OrderToDecide } from './describe-order.ts';
import type { Identification } from './identify-buyers.ts';
import type { OrderSnapshot } from './order-snapshot.ts';
import type { Purchase } from './self-referral.ts';

/** What is to be done about each order of a batch. */
export interface SortedArrivals {
  accepted: AcceptedOrder[];
  /** Nothing new, but seen again. */
  repeated: { orderId: number; asOf: Date }[];
  ambiguousOrderIds: number[];
}

export interface AcceptedOrder extends Renewal {
  state: HeldState;
  states: readonly OrderSnapshot[];
  buyer: Buyer | null;
  before: OrderBooks | undefined;
}

/** All rows to be written about a batch of orders. */
export interface BatchDecision {
  newOrders: OrderRecord[];
  knownOrders: OrderRecord[];
  redemptions: Redemption[];
  /** Orders that lost coupons or links: their rows from this position on go. */
  shortened: { orderId: number; position: number }[];
  commissions: CommissionRecord[];
  transfers: LedgerTransfer[];
  totals: TotalsDelta[];
  uses: CouponUses[];
}

/** Takes what arrived order by order, smallest id first. */
export function sortArrivals(
  arrivals: readonly Arrival[],
  books: ReadonlyMap<number, OrderBooks>,
): SortedArrivals {
  const sorted: SortedArrivals = { accepted: [], repeated: [], ambiguousOrderIds: [] };
  for (const [orderId, ofOrder] of byOrder(arrivals)) {
    const before = books.get(orderId);
    const acceptance = acceptArrivals(before?.order, ofOrder);
    if (acceptance.kind === 'accepted') sorted.accepted.push({ ...acceptance, before });
    if (acceptance.kind === 'repeated') sorted.repeated.push({ orderId, asOf: acceptance.asOf });
    if (acceptance.kind === 'ambiguous') sorted.ambiguousOrderIds.push(orderId);
  }
  return sorted;
}

export function orderIdsOf(arrivals: readonly Arrival[]): number[] {
  return [...byOrder(arrivals).keys()];
}

function byOrder(arrivals: readonly Arrival[]): Map<number, Arrival[]> {
  const groups = new Map<number, Arrival[]>();
  for (const arrival of arrivals) {
    const orderId = arrival.kind === 'state' ? arrival.snapshot.orderId : arrival.orderId;
    const group = groups.get(orderId);
    if (group) group.push(arrival);
    else groups.set(orderId, [arrival]);
  }
  return new Map([...groups].sort(([a], [b]) => a - b));
}

/** The buyers whom orders name, for `identifyBuyers`. */
export function buyersOf(accepted: readonly AcceptedOrder[]): Buyer[] {
  return accepted.flatMap(({ buyer }) => buyer ?? []);
}

/** What has to be known before deciding whether somebody bought from oneself. Orders on which nobody can open a commission are not among them. */
export function purchasesOf(
  accepted: readonly AcceptedOrder[],
  identification: Identification,
  context: AttributionContext & Pick<DecisionContext, 'rules'>,
): Purchase[] {
  const customerIds = customersOf(accepted, identification);
  return accepted.flatMap(({ state: { snapshot }, buyer, before, anew }, index) => {
    const customerId = customerIds[index] ?? null;
    const frozen = before?.order.rules ?? context.rules;
    // What was shown may not come of today's rules, and then those of the order's time go on.
    const bringers = [...new Set([frozen, anew ? context.rules : frozen])].flatMap((rules) =>
      bringersOf({ snapshot, customerId, rules }, context),
    );
    const earners = new Set(before?.commissions.map(({ affiliateId }) => affiliateId));
    const named = bringers.flatMap(({ affiliateId }) => affiliateId ?? []);
    const affiliateIds = [...new Set(named)].filter((id) => !earners.has(id));
    const purchase = { orderId: snapshot.orderId, customerId, buyer, affiliateIds };
    return affiliateIds.length === 0 ? [] : [purchase];
  });
}

/** `identification` is that of `buyersOf(accepted)`. */
export function decideBatch(
  accepted: readonly AcceptedOrder[],
  identification: Identification,
  context: DecisionContext,
): BatchDecision {
  const customerIds = customersOf(accepted, identification);
  const decided = accepted.map((order, index) => {
    const input = { ...order, customerId: customerIds[index] ?? null };
    return { before: order.before, ...decideAsShown(input, order, context) };
  });
  return {
    newOrders: decided.filter(({ before }) => !before).map(({ order }) => order),
    knownOrders: decided
      .filter(({ before, order }) => before && hasChanged(before.order, order))
      .map(({ order }) => order),
    redemptions: decided.flatMap(({ redemptions }) => redemptions),
    shortened: decided
      .filter(({ before, redemptionsCount }) => (before?.redemptions.length ?? 0) > redemptionsCount)
      .map(({ order, redemptionsCount }) => ({ orderId: order.orderId, position: redemptionsCount })),
    commissions: decided.flatMap(({ commissions }) => commissions),
    transfers: decided.flatMap(({ transfers }) => transfers),
    totals: mergeTotals(decided.flatMap(({ totals }) => totals)),
    uses: mergeUses(decided.flatMap(({ uses }) => uses)),
  };
}

/** The orders that are to be written, each beside how it stands in the books. */
export function changesOf(
  { newOrders, knownOrders }: Pick<BatchDecision, 'newOrders' | 'knownOrders'>,
  books: readonly OrderBooks[],
): OrderChange[] {
  const held = new Map(books.map(({ order }) => [order.orderId, order]));
  return [...newOrders, ...knownOrders].map((now) => ({ before: held.get(now.orderId), now }));
}

/** With today's rules only if what was shown of it comes of it; else with those of its time. */
function decideAsShown(
  input: OrderToDecide,
  { anew, shown, before, state }: AcceptedOrder,
  context: DecisionContext,
): OrderDecision {
  const decision = decideOrder(input, context);
  if (!anew || shown === null || !before) return decision;
  const differences = compareBooks(new Map([[state.snapshot.orderId, before]]), decision);
  return outcomeOf(differences) === shown ? decision : decideOrder({ ...input, anew: false }, context);
}

/** An order whose buyer cannot be known (any more: WooCommerce anonymises old orders) stays with whom it was. */
function customersOf(
  accepted: readonly AcceptedOrder[],
  { customerIds, merged }: Identification,
): (string | null)[] {
  const into = new Map(merged.map((merge) => [merge.from, merge.into]));
  const identified = customerIds.values();
  return accepted.map(({ buyer, before }) => {
    const found = buyer ? (identified.next().value ?? null) : null;
    const held = before?.order.customerId ?? null;
    return found ?? (held === null ? null : (into.get(held) ?? held));
  });
}

/** Deciding again from the same state leaves the order's row alone. */
function hasChanged(before: OrderRecord, now: OrderRecord): boolean {
  return !isDeepStrictEqual({ ...before, recordedAt: null }, { ...now, recordedAt: null });
}
