import type { Database, Transaction } from '../database/client.ts';
import { saveCommissions } from '../database/commissions.ts';
import { lockKnownCustomers, saveCustomers } from '../database/customers.ts';
import { addToUses } from '../database/coupon-uses.ts';
import { loadDecisionContext } from '../database/decision-context.ts';
import { listFirstCodeGivingOrders, listFirstPaidOrders } from '../database/first-orders.ts';
import { selfReferrals } from '../database/identity.ts';
import { appendToLedger } from '../database/ledger.ts';
import { makeId } from '../database/make-id.ts';
import { addToNewCustomers } from '../database/new-customers.ts';
import {
  deleteRedemptionsFrom,
  insertOrders,
  lockOrderBooks,
  saveRedemptions,
  touchOrders,
  updateOrders,
} from '../database/orders.ts';
import { reassessOrdersOfCustomers } from '../database/reassessments.ts';
import { addToTotals } from '../database/totals.ts';
import { transact } from '../database/transaction.ts';
import { deleteWorkedOff, type WorkedOff } from '../database/worked-off.ts';
import type { Arrival } from '../domain/arrival.ts';
import {
  buyersOf,
  changesOf,
  decideBatch,
  orderIdsOf,
  purchasesOf,
  sortArrivals,
  type AcceptedOrder,
  type BatchDecision,
} from '../domain/decide-batch.ts';
import {
  customersToLookUp,
  decideFirstOrders,
  keepFirstOrders,
  type FirstOrdersDecision,
  type OrderChange,
} from '../domain/decide-first-orders.ts';
import type { DecisionContext } from '../domain/decide-order.ts';
import {
  customersToRecode,
  decideReferralCodes,
  recodedCustomers,
  type CodeDecision,
} from '../domain/decide-referral-codes.ts';
import {
  identifyBuyers,
  keysOf,
  type Identification,
  type KnownCustomers,
} from '../domain/identify-buyers.ts';

export interface RecordedOrders {
  recorded: number;
  /** Orders with two states of one second, of which only the store can tell which is newer. Nothing was written about them. */
  ambiguousOrderIds: number[];
}

/**
 * Writes the books of everything that arrived, in one transaction whatever the number of orders: their newest state, who earns and why,
 * commissions, ledger entries, customers with their referral codes and first orders; and removes the inbox rows it came from.
 * Twice, late or out of order leaves the same books. The statements do not grow in number with the orders.
 */
export function recordOrders(
  { database, clock }: { database: Database; clock: () => Date },
  arrivals: readonly Arrival[],
  inbox?: WorkedOff,
): Promise<RecordedOrders> {
  const now = clock();
  const record = async (transaction: Transaction): Promise<RecordedOrders> => {
    const books = await lockOrderBooks(transaction, orderIdsOf(arrivals));
    const { accepted, repeated, ambiguousOrderIds } = sortArrivals(arrivals, books);
    if (accepted.length > 0) await decideAndCommit(transaction, accepted, now);
    await touchOrders(transaction, repeated);
    await deleteWorkedOff(transaction, inbox, ambiguousOrderIds);
    return { recorded: accepted.length, ambiguousOrderIds };
  };
  return transact(database, record, { retryDuplicates: true });
}

async function decideAndCommit(
  transaction: Transaction,
  accepted: AcceptedOrder[],
  now: Date,
): Promise<void> {
  const buyers = buyersOf(accepted);
  const books = accepted.flatMap(({ before }) => before ?? []);
  const held = books.flatMap(({ order }) => order.customerId ?? []);
  const known = await lockKnownCustomers(transaction, keysOf(buyers), held);
  const identification = identifyBuyers(buyers, known, { now, makeId });
  const snapshots = accepted.map(({ state }) => state.snapshot);
  const customerIds = known.customers.map(({ id }) => id);
  const loaded = await loadDecisionContext(transaction, snapshots, now, { books, customerIds });
  const purchases = purchasesOf(accepted, identification, loaded);
  const own = await selfReferrals(transaction, purchases, identification);
  const context = { ...loaded, selfReferrals: own };
  const decision = decideBatch(accepted, identification, context);
  const people = { known, identification, changes: changesOf(decision, books) };
  const codes = await decideCodes(transaction, people, context);
  const firsts = await decideFirsts(transaction, people, context);
  await saveCustomers(transaction, {
    ...identification,
    ...codes,
    ...keepFirstOrders(codes, people, firsts),
  });
  await commit(transaction, decision, firsts);
  // Their other orders may have been decided before the code was known.
  const orders = people.changes.map((change) => change.now);
  const { customerIds: recoded, orderIds } = recodedCustomers({ ...people, orders }, codes);
  await reassessOrdersOfCustomers(transaction, recoded, orderIds, now);
}

interface People {
  known: KnownCustomers;
  identification: Identification;
  /** Their orders that are to be written. */
  changes: readonly OrderChange[];
}

async function decideCodes(
  transaction: Transaction,
  { changes, ...people }: People,
  context: DecisionContext,
): Promise<CodeDecision> {
  const orders = context.keepsFirstCoupon ? changes.map(({ now }) => now) : [];
  const recode = context.keepsFirstCoupon ? customersToRecode({ ...people, orders }) : [];
  const elsewhere = await listFirstCodeGivingOrders(transaction, recode, idsOf(changes));
  return decideReferralCodes({ ...people, orders, elsewhere }, context);
}

async function decideFirsts(
  transaction: Transaction,
  people: People,
  { timeZone }: DecisionContext,
): Promise<FirstOrdersDecision> {
  const elsewhere = await listFirstPaidOrders(transaction, customersToLookUp(people), idsOf(people.changes));
  return decideFirstOrders({ ...people, elsewhere }, timeZone);
}

function idsOf(changes: readonly OrderChange[]): number[] {
  return changes.map(({ now }) => now.orderId);
}

async function commit(
  transaction: Transaction,
  decision: BatchDecision,
  { newCustomers }: Pick<FirstOrdersDecision, 'newCustomers'>,
): Promise<void> {
  await insertOrders(transaction, decision.newOrders);
  await updateOrders(transaction, decision.knownOrders);
  for (const { orderId, position } of decision.shortened) {
    await deleteRedemptionsFrom(transaction, orderId, position);
  }
  await saveRedemptions(transaction, decision.redemptions);
  await saveCommissions(transaction, decision.commissions);
  await appendToLedger(transaction, decision.transfers);
  await addToTotals(transaction, decision.totals);
  await addToNewCustomers(transaction, newCustomers);
  await addToUses(transaction, decision.uses);
}
