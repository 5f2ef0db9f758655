import type { IdKind } from '@finders-fee/shared';
import type { OrderRecord } from './books.ts';
import type { Customer, Identification, KnownCustomers } from './identify-buyers.ts';
import { decideReferralCode, type CodeGivingOrder, type ReferralCode } from './referral-code.ts';

/** A row of a customer's history. */
export interface ReferralCodeChange {
  id: string;
  customerId: string;
  codeBefore: string | null;
  codeAfter: string | null;
  source: NonNullable<ReferralCode['referralCodeSource']>;
  orderId: number | null;
  changedByUserId: number | null;
  changedAt: Date;
}

export interface CodesToDecide {
  known: KnownCustomers;
  identification: Identification;
  /** The orders being decided, as they will be written. */
  orders: readonly OrderRecord[];
  /** For each customer the first order elsewhere that can give a code. */
  elsewhere: readonly { customerId: string; order: CodeGivingOrder }[];
}

interface Making {
  now: Date;
  makeId: (kind: IdKind) => string;
}

export interface CodeDecision {
  inserted: Customer[];
  updated: Customer[];
  changes: ReferralCodeChange[];
}

/** Lays the referral codes over the customers that are to be written; a customer who only gets a code becomes one of them. */
export function decideReferralCodes(
  { known, identification, orders, elsewhere }: CodesToDecide,
  making: Making,
): CodeDecision {
  const { inserted, updated, merged } = identification;
  const into = new Map(merged.map((merge) => [merge.from, merge.into]));
  const candidates = new Map<string, CodeGivingOrder[]>();
  for (const { customerId, order } of [...elsewhere, ...orders.flatMap(givesCode)]) {
    const owner = into.get(customerId) ?? customerId;
    candidates.set(owner, [...(candidates.get(owner) ?? []), order]);
  }
  const changes: ReferralCodeChange[] = [];
  const decide = (customer: Customer): Customer => {
    const code = decideReferralCode(customer, candidates.get(customer.id) ?? []);
    if (code.referralCode !== customer.referralCode) changes.push(changeOf(customer, code, making));
    return { ...customer, ...code };
  };
  const written = new Set(
    [...inserted, ...updated, ...merged.map(({ from }) => ({ id: from }))].map(({ id }) => id),
  );
  const others = known.customers.filter(({ id }) => !written.has(id));
  const recoded = others
    .filter(({ id }) => candidates.has(id))
    .map((before) => ({ before, after: decide(before) }));
  return {
    inserted: inserted.map(decide),
    updated: [
      ...updated.map(decide),
      ...recoded.filter(({ before, after }) => isRecoded(before, after)).map(({ after }) => after),
    ],
    changes,
  };
}

/** A code as an administrator typed it, in WooCommerce's form: trimmed and lower case. Nothing is written when it already stands so. */
export function setReferralCode(
  customer: Customer,
  typed: string | null,
  making: Making & { changedByUserId: number | null },
): Omit<CodeDecision, 'inserted'> {
  const referralCode = typed?.trim().toLowerCase() || null;
  if (customer.referralCodeSource === 'administrator' && customer.referralCode === referralCode) {
    return { updated: [], changes: [] };
  }
  const code: ReferralCode = {
    referralCode,
    referralCodeSetAt: referralCode === null ? null : making.now,
    referralCodeOrderId: null,
    referralCodeSource: 'administrator',
  };
  const change = { ...changeOf(customer, code, making), changedByUserId: making.changedByUserId };
  return { updated: [{ ...customer, ...code }], changes: [change] };
}

/**
 * Whose code may be another one now by orders that are not at hand: who has an order here that gives a code or gave theirs, and who was merged.
 * Whoever bought for the first time has no others.
 */
export function customersToRecode({
  known,
  identification,
  orders,
}: Omit<CodesToDecide, 'elsewhere'>): string[] {
  const changed = new Set(orders.map(({ orderId }) => orderId));
  const codeGivers = known.customers.filter(({ referralCodeOrderId }) =>
    changed.has(referralCodeOrderId ?? 0),
  );
  const people = [
    ...orders.flatMap(givesCode).map(({ customerId }) => customerId),
    ...codeGivers.map(({ id }) => id),
    ...identification.merged.flatMap(({ from, into }) => [from, into]),
  ];
  const held = new Set(known.customers.map(({ id }) => id));
  return [...new Set(people)].filter((id) => held.has(id));
}

/**
 * Who carries another code than before, or the same from another order on, or has another person's orders beside their own; and the orders
 * that gave a first code, which are decided already. What an order gives to somebody whose code an administrator set counted until then.
 */
export function recodedCustomers(
  { known, identification, orders }: Omit<CodesToDecide, 'elsewhere'>,
  { inserted, updated }: Pick<CodeDecision, 'inserted' | 'updated'>,
): { customerIds: string[]; orderIds: number[] } {
  const { merged } = identification;
  const before = new Map(known.customers.map((customer) => [customer.id, customer]));
  const recoded = [...inserted, ...updated].filter((customer) =>
    isRecoded(before.get(customer.id) ?? noCode, customer),
  );
  const givers = new Set(orders.flatMap(givesCode).map(({ customerId }) => customerId));
  const overruled = known.customers.filter(
    ({ id, referralCodeSource }) => referralCodeSource === 'administrator' && givers.has(id),
  );
  const intoWhom = new Set(merged.map(({ into }) => into));
  const first = recoded.filter(
    ({ id }) => !intoWhom.has(id) && (before.get(id)?.referralCode ?? null) === null,
  );
  return {
    customerIds: [...new Set([...[...recoded, ...overruled].map(({ id }) => id), ...intoWhom])],
    orderIds: first.flatMap(({ referralCodeOrderId }) => referralCodeOrderId ?? []),
  };
}

const noCode = { referralCode: null, referralCodeOrderId: null, referralCodeSetAt: null };

function givesCode({ customerId, everPaid, firstCouponCode, orderId, placedAt }: OrderRecord) {
  if (customerId === null || !everPaid || firstCouponCode === null) return [];
  return [{ customerId, order: { orderId, placedAt, code: firstCouponCode } }];
}

function changeOf(customer: Customer, code: ReferralCode, { now, makeId }: Making): ReferralCodeChange {
  return {
    id: makeId('referralCodeChange'),
    customerId: customer.id,
    codeBefore: customer.referralCode,
    codeAfter: code.referralCode,
    source: code.referralCodeSource ?? 'first_order',
    orderId: code.referralCodeOrderId,
    changedByUserId: null,
    changedAt: now,
  };
}

type CodeOfOrder = Pick<ReferralCode, 'referralCode' | 'referralCodeOrderId' | 'referralCodeSetAt'>;

function isRecoded(before: CodeOfOrder, after: CodeOfOrder): boolean {
  return (
    before.referralCode !== after.referralCode ||
    before.referralCodeOrderId !== after.referralCodeOrderId ||
    before.referralCodeSetAt?.getTime() !== after.referralCodeSetAt?.getTime()
  );
}
