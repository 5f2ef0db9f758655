import type { OrderSnapshot } from './order-snapshot.ts';
import type { ReferralCode } from './referral-code.ts';

/** From when on a customer has a code; null where an administrator took it away. */
export interface CodePeriod {
  code: string | null;
  /** The coupon that it was, as the order that gave the code tells; null where only the code is known. */
  couponId: number | null;
  from: Date;
  /** The order that gave it, which itself does not carry it yet. */
  orderId: number | null;
}

/** A row of a customer's history, with what is known of the order that gave the code. */
export interface CodeChange {
  codeAfter: string | null;
  source: 'first_order' | 'typed' | 'administrator';
  changedAt: Date;
  orderId: number | null;
  orderPlacedAt: Date | null;
  couponId: number | null;
}

/** A customer, and the coupon that gave the code they have. */
export interface CodeHolder extends ReferralCode {
  couponId: number | null;
  /** Of a customer whose code an administrator set: the first order that would give one. */
  firstGiver: GivenCode | null;
}

export type GivenCode = CodePeriod & { orderId: number };

/**
 * Which code a customer had when, oldest first. The code of the first order counts from that order on, however late we learned of it;
 * an administrator's from the moment it was set, so that no order of the past earns for somebody else. `changes` oldest first.
 */
export function periodsOf(holder: CodeHolder, changes: readonly CodeChange[]): CodePeriod[] {
  const byAdministrator = changes.filter(({ source }) => source === 'administrator');
  const set = byAdministrator.map(({ codeAfter, changedAt }) => ({
    code: codeAfter,
    couponId: null,
    from: changedAt,
    orderId: null,
  }));
  set.sort((a, b) => a.from.getTime() - b.from.getTime());
  const given = givenByOrder(holder, changes);
  const [word] = set;
  // An administrator outranks every order that was placed later.
  return given && (word === undefined || given.from < word.from) ? [given, ...set] : set;
}

/** An administrator's word hides what the first order gave; the orders still tell, or the history where none of them gives a code any more. */
function givenByOrder(holder: CodeHolder, changes: readonly CodeChange[]): CodePeriod | undefined {
  const { referralCode, referralCodeSetAt, referralCodeOrderId, referralCodeSource, couponId, firstGiver } =
    holder;
  if (referralCodeSource !== 'administrator') {
    if (referralCodeSetAt === null) return undefined;
    return { code: referralCode, couponId, from: referralCodeSetAt, orderId: referralCodeOrderId };
  }
  if (firstGiver) return firstGiver;
  const last = changes.findLast(({ source, orderPlacedAt }) => source !== 'administrator' && orderPlacedAt);
  if (!last?.orderPlacedAt) return undefined;
  return { code: last.codeAfter, couponId: last.couponId, from: last.orderPlacedAt, orderId: last.orderId };
}

/** The code that the buyer of an order came with. Of two orders of one instant the one with the smaller id is older. */
export function codeAt(
  periods: readonly CodePeriod[],
  { placedAt, orderId }: Pick<OrderSnapshot, 'placedAt' | 'orderId'>,
): { code: string; couponId: number | null } | null {
  const instant = new Date(placedAt).getTime();
  const period = periods.findLast(({ from, orderId: giver }) => {
    if (from.getTime() !== instant) return from.getTime() < instant;
    return giver === null || giver < orderId;
  });
  return period?.code == null ? null : { code: period.code, couponId: period.couponId };
}
