import { createHash } from 'node:crypto';
import { AppError, formatMinor, type Recalculation, type RecalculationResult } from '@finders-fee/shared';
import type { Database, Transaction } from '../database/client.ts';
import { loadDecisionContext } from '../database/decision-context.ts';
import { loadOrderBooks } from '../database/orders.ts';
import { loadAffiliateNames } from '../database/queries/affiliate-names.ts';
import { sumByCurrency, type Money } from '../database/queries/money.ts';
import {
  insertRecalculations,
  listOrdersInScope,
  type RecalculationScope,
} from '../database/recalculations.ts';
import { transact } from '../database/transaction.ts';
import { compareBooks, outcomeOf, type Difference } from '../domain/compare-books.ts';
import { decideBatch, sortArrivals } from '../domain/decide-batch.ts';
import { identifyBuyers } from '../domain/identify-buyers.ts';

const batchSize = 500;
/** More take too long to look at in one answer. */
const ordersAtMost = 50_000;
/** The store's plugin waits a little longer for an answer. */
const patienceMs = 25_000;
/** More than these are counted, not listed. */
const listedAtMost = 5_000;

/**
 * What orders of the past would be worth under today's rules, all without writing anything; or, with the fingerprint of what was shown, has them decided so.
 * The worker writes the books: each change is an entry of its own, and nothing is erased. Should rules or orders change before it comes to one of them,
 * so that something else would come out than was shown, that order stays as it is.
 * Throws `conflict` for more orders than one answer can hold, and for a fingerprint of something else than what would come out now.
 */
export async function recalculate(
  { database, clock }: { database: Database; clock: () => Date },
  { dry_run: dryRun, fingerprint, ...asked }: Recalculation,
): Promise<RecalculationResult> {
  const { after, before, program_id: programId, affiliate_id: affiliateId } = asked;
  const scope = { after, before, programId, affiliateId };
  const now = clock();
  const orderIds = await findOrders(database, scope);
  const tally = startTally(scope);
  const shown: { orderId: number; shown: string }[] = [];
  const deadline = performance.now() + patienceMs;
  for (let start = 0; start < orderIds.length; start += batchSize) {
    if (performance.now() > deadline) throw tooMany('are too many to look at in one answer');
    const batch = orderIds.slice(start, start + batchSize);
    const differences = await transact(database, (reading) => compare(reading, batch, now));
    for (const difference of differences) count(tally, difference);
    const changed = new Map<number, Difference[]>();
    for (const difference of differences)
      changed.set(difference.orderId, [...(changed.get(difference.orderId) ?? []), difference]);
    shown.push(...batch.map((orderId) => ({ orderId, shown: outcomeOf(changed.get(orderId) ?? []) })));
  }
  const found = tally.hash.digest('hex');
  if (!dryRun) {
    assertSeen(found, fingerprint);
    await transact(database, (transaction) => insertRecalculations(transaction, shown, now));
  }
  return {
    orders: orderIds.length,
    differences: await showDifferences(database, tally.listed),
    differences_count: tally.count,
    totals: totalsOf(tally),
    fingerprint: found,
    applied: !dryRun,
  };
}

async function findOrders({ db }: Database, scope: RecalculationScope): Promise<number[]> {
  const orderIds = await listOrdersInScope(db, scope, ordersAtMost + 1);
  if (orderIds.length <= ordersAtMost) return orderIds;
  throw tooMany(`are more than ${ordersAtMost.toLocaleString('en')}`);
}

function tooMany(what: string): AppError {
  return new AppError(
    'conflict',
    `The orders of this span ${what}; take a shorter one, or one affiliate or program at a time.`,
  );
}

/** Decides about the orders as the worker would, and throws the decision away. */
async function compare(reading: Transaction, orderIds: readonly number[], now: Date): Promise<Difference[]> {
  const books = await loadOrderBooks(reading, orderIds);
  const arrivals = orderIds.map((orderId) => ({ kind: 'recalculate' as const, orderId, shown: null }));
  const { accepted } = sortArrivals(arrivals, books);
  const snapshots = accepted.map(({ state }) => state.snapshot);
  const customerIds = [...books.values()].flatMap(({ order }) => order.customerId ?? []);
  const loaded = await loadDecisionContext(reading, snapshots, now, { books: [], customerIds });
  // Whether somebody bought from oneself holds a commission up; its amount stays.
  const context = { ...loaded, selfReferrals: new Set<string>() };
  const nobodyNew = identifyBuyers([], { customers: [], keys: [] }, context);
  return compareBooks(books, decideBatch(accepted, nobodyNew, context));
}

function assertSeen(found: string, fingerprint: string | undefined): void {
  if (fingerprint === undefined) {
    const message = 'The fingerprint of the preview that is to be applied';
    throw new AppError('invalid_request', `body.fingerprint: ${message}.`, {
      details: [{ field: 'body.fingerprint', message }],
    });
  }
  if (fingerprint !== found) {
    throw new AppError('conflict', 'Orders or rules have changed since the preview; look at it once more.');
  }
}

interface Tally {
  hash: ReturnType<typeof createHash>;
  count: number;
  listed: Difference[];
  before: Map<string, Money>;
  after: Map<string, Money>;
}

function startTally(scope: RecalculationScope): Tally {
  const { after, before, programId, affiliateId } = scope;
  const hash = createHash('sha256').update(JSON.stringify([after, before, programId, affiliateId]));
  return { hash, count: 0, listed: [], before: new Map(), after: new Map() };
}

function count(tally: Tally, difference: Difference): void {
  const { orderId, affiliateId, currency, exponent, beforeMinor, afterMinor } = difference;
  tally.hash.update(`\n${orderId} ${affiliateId} ${currency}${exponent} ${beforeMinor} ${afterMinor}`);
  tally.count += 1;
  if (tally.listed.length < listedAtMost) tally.listed.push(difference);
  add(tally.before, { currency, exponent, minor: beforeMinor });
  add(tally.after, { currency, exponent, minor: afterMinor });
}

function add(sums: Map<string, Money>, amount: Money): void {
  const [sum = amount] = sumByCurrency([sums.get(amount.currency) ?? { ...amount, minor: 0n }, amount]);
  sums.set(amount.currency, sum);
}

function totalsOf({ before, after }: Tally): RecalculationResult['totals'] {
  return sumByCurrency([...after.values()]).map(({ currency, exponent, minor }) => ({
    currency,
    before: formatMinor(before.get(currency)?.minor ?? 0n, exponent),
    after: formatMinor(minor, exponent),
  }));
}

async function showDifferences(
  { db }: Database,
  differences: readonly Difference[],
): Promise<RecalculationResult['differences']> {
  const names = await loadAffiliateNames(db, [...new Set(differences.map((row) => row.affiliateId))]);
  return differences.map(({ exponent, ...row }) => ({
    order_id: row.orderId,
    order_number: row.orderNumber,
    commission_id: row.commissionId,
    affiliate_id: row.affiliateId,
    affiliate_name: names.get(row.affiliateId) ?? '',
    currency: row.currency,
    before: formatMinor(row.beforeMinor, exponent),
    after: formatMinor(row.afterMinor, exponent),
  }));
}
