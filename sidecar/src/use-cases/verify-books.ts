import { formatMinor } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { findUsesDrift } from '../database/coupon-uses.ts';
import { holdStoreFacts } from '../database/decision-context.ts';
import { listFirstOrderDrifts } from '../database/first-orders.ts';
import { findNewCustomersDrift } from '../database/new-customers.ts';
import { findTotalsDrift, type TotalsDrift } from '../database/totals-rebuild.ts';
import {
  insertVerification,
  listBalanceDrifts,
  listCommissionsToVerify,
  listOrphans,
  readAtOneInstant,
  type BalanceDrift,
} from '../database/verification.ts';
import { driftMinor, verifyCommission, type Drift } from '../domain/verify-commission.ts';

const pageSize = 500;
/** More than these are counted, not named: what is kept in memory stays the same for books of any size. */
const namedAtMost = 100;

export interface Verification {
  checkedAt: Date;
  commissionsChecked: number;
  /** Where no commission is off, the balances and totals that are. */
  commissionsDrifting: number;
  /** Per currency, the sum of the differences. */
  drift: { currency: string; amount: string }[];
  /** The first of those that drift. */
  drifting: Drift[];
}

/**
 * Recomputes every commission from the stored orders and its frozen terms, compares it with its row and with the sum of its ledger entries,
 * compares balances and totals with what they sum up, and writes down what it found. Reads page by page, in constant memory.
 */
export async function verifyBooks({
  database,
  clock,
}: {
  database: Database;
  clock: () => Date;
}): Promise<Verification> {
  const checkedAt = clock();
  const tally = startTally();
  for (let afterId = ''; ;) {
    const page = await readAtOneInstant(database, (executor) =>
      listCommissionsToVerify(executor, afterId, pageSize),
    );
    const last = page.at(-1);
    if (!last) break;
    tally.checked += page.length;
    for (const drift of page.map(verifyCommission)) if (drift) count(tally, drift);
    afterId = last.commission.id;
  }
  for (let afterId = ''; ;) {
    const { drifts, lastId } = await readAtOneInstant(database, (executor) =>
      listBalanceDrifts(executor, afterId, pageSize),
    );
    for (const drift of drifts) nameSum(tally, balanceDrift(drift));
    if (lastId === null) break;
    afterId = lastId;
  }
  for (let afterId = ''; ;) {
    const { drifting, lastId } = await readAtOneInstant(database, (executor) =>
      listFirstOrderDrifts(executor, afterId, pageSize),
    );
    for (const { customerId } of drifting) nameSum(tally, firstOrderDrift(customerId));
    if (lastId === null) break;
    afterId = lastId;
  }
  const timeZone = (await holdStoreFacts(database.db))?.time_zone ?? 'UTC';
  for (const drift of await findTotalsDrift(database, timeZone)) nameSum(tally, totalsDrift(drift));
  for (const { day, currency } of await findNewCustomersDrift(database.db, timeZone)) {
    nameSum(tally, newCustomersDrift(day, currency));
  }
  for (const { affiliateId, couponId } of await findUsesDrift(database.db)) {
    nameSum(tally, usesDrift(affiliateId, couponId));
  }
  const orphans = await readAtOneInstant(database, (executor) => listOrphans(executor, namedAtMost));
  for (const orphan of orphans) count(tally, orphanDrift(orphan));
  const drift = [...tally.drift].map(([currency, { minor, exponent }]) => ({
    currency,
    amount: formatMinor(minor, exponent),
  }));
  const found = {
    checkedAt,
    commissionsChecked: tally.checked,
    commissionsDrifting: tally.drifting || tally.sums,
    drift,
  };
  await insertVerification(database, found);
  return { ...found, drifting: tally.named };
}

interface Tally {
  checked: number;
  /** Commissions that are off. */
  drifting: number;
  /** Balances and totals that are. */
  sums: number;
  drift: Map<string, { minor: bigint; exponent: number }>;
  named: Drift[];
}

function startTally(): Tally {
  return { checked: 0, drifting: 0, sums: 0, drift: new Map(), named: [] };
}

function name(tally: Tally, drift: Drift): void {
  if (tally.named.length < namedAtMost) tally.named.push(drift);
}

/** A balance or total that is off. It repeats what a commission is off by, so its amount is not counted. */
function nameSum(tally: Tally, drift: Drift): void {
  tally.sums += 1;
  name(tally, drift);
}

function count(tally: Tally, drift: Drift): void {
  tally.drifting += 1;
  name(tally, drift);
  if (drift.currency === null) return;
  const before = tally.drift.get(drift.currency) ?? { minor: 0n, exponent: drift.exponent };
  tally.drift.set(drift.currency, { ...before, minor: before.minor + driftMinor(drift) });
}

function balanceDrift({ balanceMinor, ledgerMinor, ...of }: BalanceDrift): Drift {
  return {
    ...of,
    commissionId: null,
    orderId: null,
    expectedMinor: ledgerMinor,
    recordedMinor: balanceMinor,
    ledgerMinor,
    problem: 'the balance differs from the ledger',
  };
}

const nowhere = { commissionId: null, orderId: null, affiliateId: null };

function totalsDrift({ key, recorded, expected }: TotalsDrift): Drift {
  const { dimension, subject, day, currency, exponent } = key;
  const whose = subject === '' ? dimension : `${dimension} ${subject}`;
  return {
    ...nowhere,
    currency,
    exponent,
    expectedMinor: expected.commissionMinor,
    recordedMinor: recorded.commissionMinor,
    ledgerMinor: expected.commissionMinor,
    problem: `the total of ${whose} on ${day} differs from the orders of that day`,
  };
}

/** What is counted, and not a sum of money. */
const withoutMoney = {
  ...nowhere,
  currency: null,
  exponent: 0,
  expectedMinor: 0n,
  recordedMinor: 0n,
  ledgerMinor: 0n,
};

function newCustomersDrift(day: string, currency: string): Drift {
  return {
    ...withoutMoney,
    problem: `the number of new customers on ${day} in ${currency} differs from the orders of that day`,
  };
}

function firstOrderDrift(customerId: string): Drift {
  return { ...withoutMoney, problem: `the first order of customer ${customerId} differs from their orders` };
}

function usesDrift(affiliateId: string, couponId: number): Drift {
  return {
    ...withoutMoney,
    affiliateId,
    problem: `the number of uses of ${couponId === 0 ? 'links and codes' : `coupon ${couponId}`} differs from the orders`,
  };
}

function orphanDrift(orphan: Awaited<ReturnType<typeof listOrphans>>[number]): Drift {
  const problem =
    orphan.commissionId === null
      ? 'a coupon won the order, but its commission is missing'
      : 'ledger entries whose commission is missing';
  return {
    ...orphan,
    currency: null,
    exponent: 2,
    expectedMinor: 0n,
    recordedMinor: 0n,
    ledgerMinor: 0n,
    problem,
  };
}
