import type { OrderRecord } from './books.ts';
import { firstOf, isBefore, type FirstOrder, type PaidOrder } from './first-order.ts';
import type { Customer, Identification, KnownCustomers } from './identify-buyers.ts';
import { changeOfNewCustomers, newCustomersOf, type NewCustomers } from './new-customers.ts';

/** An order as it was and as it will be written. */
export interface OrderChange {
  before: OrderRecord | undefined;
  now: OrderRecord;
}

export interface FirstOrdersToDecide {
  known: KnownCustomers;
  identification: Pick<Identification, 'merged'>;
  changes: readonly OrderChange[];
}

export interface FirstOrdersDecision {
  /** By customer id; undefined for one who has no paid order any more. Customers whose first order stays as it was may be missing. */
  firsts: ReadonlyMap<string, PaidOrder | undefined>;
  newCustomers: NewCustomers[];
}

/**
 * Those whose other orders must be looked at: who was merged, whose first order went to another instant or customer, and who has an order now
 * that was placed before it. For all others the orders at hand are enough.
 */
export function customersToLookUp({ known, identification, changes }: FirstOrdersToDecide): string[] {
  const merged = new Set(identification.merged.flatMap(({ from, into }) => [from, into]));
  const held = new Map(known.customers.map((customer) => [customer.id, customer]));
  const moved = changes.filter(({ before, now }) => !isSamePlace(before, now)).flatMap(disturbedBy(held));
  return [...held.keys()].filter((id) => merged.has(id) || moved.includes(id));
}

function isSamePlace(before: OrderRecord | undefined, now: OrderRecord): boolean {
  return (
    before !== undefined &&
    before.everPaid === now.everPaid &&
    before.customerId === now.customerId &&
    before.placedAt.getTime() === now.placedAt.getTime()
  );
}

function disturbedBy(held: ReadonlyMap<string, Customer>) {
  return ({ before, now }: OrderChange): string[] => {
    const [left, reached] = [held.get(before?.customerId ?? ''), held.get(now.customerId ?? '')];
    const takesFirst = left?.firstOrderId === before?.orderId;
    const comesFirst =
      now.everPaid && reached !== undefined && reached.firstOrderId !== null && isBefore(now, reached);
    return [...(left && takesFirst ? [left.id] : []), ...(comesFirst ? [reached.id] : [])];
  };
}

/**
 * Each customer's first paid order, whatever order the news arrives in, and what that changes in the numbers of new customers.
 * `elsewhere`: of those of `customersToLookUp`, the first paid order that is not among the changed ones.
 */
export function decideFirstOrders(
  {
    known,
    identification,
    changes,
    elsewhere,
  }: FirstOrdersToDecide & { elsewhere: readonly { customerId: string; order: PaidOrder }[] },
  timeZone: string,
): FirstOrdersDecision {
  const into = new Map(identification.merged.map((merge) => [merge.from, merge.into]));
  const before = new Map<string, PaidOrder[]>();
  const after = new Map<string, PaidOrder[]>();
  for (const { customerId, order } of elsewhere) {
    add(before, customerId, order);
    add(after, into.get(customerId) ?? customerId, order);
  }
  for (const change of changes) {
    if (isPaid(change.before)) add(before, change.before.customerId, change.before);
    if (isPaid(change.now)) add(after, change.now.customerId, change.now);
  }
  const atHand = new Set(
    [...elsewhere.map(({ order }) => order), ...changes.map(({ now }) => now)].map(({ orderId }) => orderId),
  );
  // Nothing at hand comes before a first order that is not at hand itself.
  for (const { id, firstOrderId } of known.customers) {
    if (firstOrderId === null || atHand.has(firstOrderId)) continue;
    before.delete(id);
    after.delete(id);
  }
  return {
    firsts: new Map([...before.keys(), ...after.keys()].map((id) => [id, firstOf(after.get(id) ?? [])])),
    newCustomers: changeOfNewCustomers(countFirsts(before, timeZone), countFirsts(after, timeZone)),
  };
}

function isPaid(order: OrderRecord | undefined): order is OrderRecord & { customerId: string } {
  return order?.everPaid === true && order.customerId !== null;
}

function add(orders: Map<string, PaidOrder[]>, customerId: string, order: PaidOrder): void {
  const own = orders.get(customerId);
  if (own) own.push(order);
  else orders.set(customerId, [order]);
}

function countFirsts(orders: ReadonlyMap<string, PaidOrder[]>, timeZone: string): NewCustomers[] {
  return [...orders.values()].flatMap((own) => newCustomersOf(firstOf(own), timeZone));
}

/** Lays the first orders over the customers that are to be written; a customer who only gets another first order becomes one of them. */
export function keepFirstOrders(
  { inserted, updated }: Pick<Identification, 'inserted' | 'updated'>,
  { known, identification }: Pick<FirstOrdersToDecide, 'known' | 'identification'>,
  { firsts }: Pick<FirstOrdersDecision, 'firsts'>,
): Pick<Identification, 'inserted' | 'updated'> {
  const keep = (customer: Customer): Customer => {
    if (!firsts.has(customer.id)) return customer;
    const first = firsts.get(customer.id);
    return { ...customer, firstOrderId: first?.orderId ?? null, firstOrderAt: first?.placedAt ?? null };
  };
  const gone = identification.merged.map(({ from }) => from);
  const written = new Set([...[...inserted, ...updated].map(({ id }) => id), ...gone]);
  const others = known.customers.filter((customer) => !written.has(customer.id));
  return {
    inserted: inserted.map(keep),
    updated: [
      ...updated.map(keep),
      ...others.filter((customer) => isOther(customer, keep(customer))).map(keep),
    ],
  };
}

function isOther(before: FirstOrder, now: FirstOrder): boolean {
  return (
    before.firstOrderId !== now.firstOrderId || before.firstOrderAt?.getTime() !== now.firstOrderAt?.getTime()
  );
}
