import type { Arrival } from '@finders-fee/sidecar/domain/arrival';
import type { LedgerTransfer, OrderBooks } from '@finders-fee/sidecar/domain/books';
import { mergeTotals, type TotalsDelta } from '@finders-fee/sidecar/domain/contributions';
import { buyersOf, decideBatch, sortArrivals } from '@finders-fee/sidecar/domain/decide-batch';
import type { DecisionContext } from '@finders-fee/sidecar/domain/decide-order';
import { identifyBuyers } from '@finders-fee/sidecar/domain/identify-buyers';

/** Books that forget everything at the end, kept as `recordOrders` keeps those in the database. */
export class BooksInMemory {
  readonly orders = new Map<number, OrderBooks>();
  readonly transfers: LedgerTransfer[] = [];
  totals: TotalsDelta[] = [];
  /** How often something was written. */
  writes = 0;

  /** Returns the orders with two states of one second, of which nothing was written. */
  record(arrivals: readonly Arrival[], context: DecisionContext): number[] {
    const { accepted, repeated, ambiguousOrderIds } = sortArrivals(arrivals, this.orders);
    if (accepted.length > 0) {
      const identification = identifyBuyers(buyersOf(accepted), { customers: [], keys: [] }, context);
      this.write(decideBatch(accepted, identification, context));
    }
    for (const { orderId, asOf } of repeated) {
      const books = this.orders.get(orderId);
      if (books && asOf > books.order.asOf) books.order = { ...books.order, asOf };
    }
    return ambiguousOrderIds;
  }

  private write(decision: ReturnType<typeof decideBatch>): void {
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
      books.commissions = [...others, commission];
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
