import { AppError } from '@finders-fee/shared';
import type { Arrival } from '@finders-fee/sidecar/domain/arrival';
import type { CommissionRecord, LedgerTransfer, OrderBooks } from '@finders-fee/sidecar/domain/books';
import type { ReviewAction } from '@finders-fee/sidecar/domain/choose-stage';
import { mergeTotals, type TotalsDelta } from '@finders-fee/sidecar/domain/contributions';
import {
  buyersOf,
  decideBatch,
  sortArrivals,
  type BatchDecision,
} from '@finders-fee/sidecar/domain/decide-batch';
import { lastCouponOf, type DecisionContext } from '@finders-fee/sidecar/domain/decide-order';
import { identifyBuyers, keysOf, type KnownCustomers } from '@finders-fee/sidecar/domain/identify-buyers';
import { reviewCommission } from '@finders-fee/sidecar/domain/review-commission';
import { settleBooks } from '@finders-fee/sidecar/domain/settle-books';
import type { PayoutItem, PayoutRecord } from '@finders-fee/sidecar/domain/propose-payout';
import { payPayout } from '@finders-fee/sidecar/domain/settle-payout';
import type { EntryCause } from '@finders-fee/sidecar/domain/write-entry';
import { someBuyer, type Act } from './history.ts';
import { theCustomer } from './shop-context.ts';

const known: KnownCustomers = {
  customers: [theCustomer],
  keys: keysOf([someBuyer]).map((keyHash) => ({ keyHash, customerId: theCustomer.id })),
};

const nothingDecided: BatchDecision = {
  ...{ newOrders: [], knownOrders: [], redemptions: [], shortened: [] },
  ...{ commissions: [], transfers: [], totals: [], uses: [] },
};

/** Books that forget everything at the end, kept as `recordOrders` keeps those in the database. */
export class BooksInMemory {
  readonly orders = new Map<number, OrderBooks>();
  readonly transfers: LedgerTransfer[] = [];
  totals: TotalsDelta[] = [];
  /** By the id of the commission that each is for. */
  private readonly proposals = new Map<string, { payout: PayoutRecord; items: PayoutItem[] }>();
  /** How often something was written. */
  writes = 0;

  /** Returns the orders with two states of one second, of which nothing was written. */
  record(arrivals: readonly Arrival[], context: DecisionContext): number[] {
    const { accepted, repeated, ambiguousOrderIds } = sortArrivals(arrivals, this.orders);
    if (accepted.length > 0) {
      const identification = identifyBuyers(buyersOf(accepted), known, context);
      this.write(decideBatch(accepted, identification, context));
    }
    for (const { orderId, asOf } of repeated) {
      const books = this.orders.get(orderId);
      if (books && asOf > books.order.asOf) books.order = { ...books.order, asOf };
    }
    return ambiguousOrderIds;
  }

  /** What the owner says of a commission, as `reviewCommissions` and `settlePayout` write it down; what cannot be changes nothing. */
  act(orderId: number, { action, which }: Act, context: DecisionContext): void {
    const books = this.orders.get(orderId);
    const commission = books?.commissions[which];
    if (!books || !commission) return;
    const cause = {
      reason: action,
      occurredAt: context.now,
      recordedAt: context.now,
      makeId: context.makeId,
    };
    if (action === 'propose') this.propose(commission, cause);
    else if (action === 'pay') this.pay(commission, cause);
    else this.review(books, commission, action, { ...cause, timeZone: context.timeZone });
  }

  private review(
    books: OrderBooks,
    commission: CommissionRecord,
    action: ReviewAction,
    { timeZone, ...cause }: EntryCause & { timeZone: string },
  ): void {
    const { order, redemptions, commissions } = books;
    const asIfNot = commissions.map((one) =>
      one === commission ? { ...one, stage: 'pending' as const } : one,
    );
    const settlement = settleBooks({ ...books, commissions: asIfNot }).get(commission.affiliateId);
    if (!settlement) throw new Error(`Nothing was settled for ${commission.affiliateId}`);
    const sale = { ...order, couponCode: lastCouponOf(redemptions) };
    const worth = { settlement, orderStatus: order.status };
    const proposed = this.proposals.has(commission.id);
    const toReview = { commission, proposed, worth, source: { sale, redemptions, commissions } };
    try {
      const review = reviewCommission(toReview, { action, note: null }, timeZone, cause);
      this.write({ ...nothingDecided, ...review });
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error;
    }
  }

  /** A payout of this commission alone. */
  private propose(commission: CommissionRecord, cause: EntryCause): void {
    const { affiliateId, currency, exponent } = commission;
    const amountMinor = commission.amountMinor - commission.paidMinor;
    if (!['approved', 'paid'].includes(commission.stage) || amountMinor <= 0n) return;
    if (this.proposals.has(commission.id)) return;
    const id = cause.makeId('payout');
    const payout = { id, affiliateId, currency, exponent, amountMinor, openKey: null, paidAt: null };
    const items = [
      { id: cause.makeId('payoutItem'), payoutId: id, commissionId: commission.id, amountMinor },
    ];
    const proposed = { ...payout, status: 'proposed' as const, proposedAt: cause.recordedAt };
    this.proposals.set(commission.id, { payout: proposed, items });
  }

  /** What was proposed before has been sent, and is written down as it was. */
  private pay(commission: CommissionRecord, cause: EntryCause): void {
    this.propose(commission, cause);
    const proposal = this.proposals.get(commission.id);
    if (!proposal) return;
    this.proposals.delete(commission.id);
    const { commissions, transfers } = payPayout(proposal.payout, proposal.items, [commission], cause);
    this.write({ ...nothingDecided, commissions, transfers });
  }

  private write(decision: BatchDecision): void {
    this.writes += 1;
    for (const order of decision.newOrders) {
      if (this.orders.has(order.orderId)) throw new Error(`Order ${order.orderId} was inserted twice`);
      this.orders.set(order.orderId, { order, redemptions: [], commissions: [] });
    }
    for (const order of decision.knownOrders) this.of(order.orderId).order = order;
    for (const { orderId, position } of decision.shortened) {
      const books = this.of(orderId);
      books.redemptions = books.redemptions.filter((redemption) => redemption.position < position);
    }
    for (const redemption of decision.redemptions) {
      const books = this.of(redemption.orderId);
      const others = books.redemptions.filter(({ position }) => position !== redemption.position);
      books.redemptions = [...others, redemption].sort((a, b) => a.position - b.position);
    }
    for (const commission of decision.commissions) {
      const books = this.of(commission.orderId ?? 0);
      const others = books.commissions.filter(({ id }) => id !== commission.id);
      if (others.some(({ affiliateId }) => affiliateId === commission.affiliateId)) {
        throw new Error(`Affiliate ${commission.affiliateId} has two commissions on one order`);
      }
      books.commissions = [...others, commission].sort((a, b) => (a.affiliateId < b.affiliateId ? -1 : 1));
    }
    this.transfers.push(...decision.transfers);
    this.totals = mergeTotals([...this.totals, ...decision.totals]);
  }

  private of(orderId: number): OrderBooks {
    const books = this.orders.get(orderId);
    if (!books) throw new Error(`Order ${orderId} is not known`);
    return books;
  }
}
