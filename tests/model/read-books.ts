import { eq } from 'drizzle-orm';
import type { Database } from '@finders-fee/sidecar/database/client';
import { commissions, ledgerTransfers } from '@finders-fee/sidecar/database/schema/commissions';
import { orders, redemptions } from '@finders-fee/sidecar/database/schema/orders';
import { payouts } from '@finders-fee/sidecar/database/schema/payouts';
import { accountBalances, dailyTotals } from '@finders-fee/sidecar/database/schema/totals';
import type { LedgerTransfer, OrderBooks } from '@finders-fee/sidecar/domain/books';
import { mergeTotals, type TotalsDelta } from '@finders-fee/sidecar/domain/contributions';
import { totalsOf } from '@finders-fee/sidecar/domain/decide-order';

/** `affiliate currency` → what stands on each account. */
type Balances = Record<string, Record<string, bigint>>;

/** Everything that is written down, and beside what is kept in step what it comes to when it is added up from scratch. */
export interface WrittenBooks {
  orders: Map<number, OrderBooks>;
  ledger: LedgerTransfer[];
  balances: Balances;
  balancesOfLedger: Balances;
  /** `affiliate currency` → what paid payouts add up to. */
  paid: Record<string, bigint>;
  totals: TotalsDelta[];
  totalsOfBooks: TotalsDelta[];
}

export async function readBooks({ db }: Database): Promise<WrittenBooks> {
  const books = new Map<number, OrderBooks>();
  for (const order of await db.select().from(orders)) {
    books.set(order.orderId, { order, redemptions: [], commissions: [] });
  }
  for (const redemption of await db.select().from(redemptions).orderBy(redemptions.position)) {
    books.get(redemption.orderId)?.redemptions.push(redemption);
  }
  for (const commission of await db.select().from(commissions)) {
    books.get(commission.orderId ?? 0)?.commissions.push(commission);
  }
  const ledger = await db.select().from(ledgerTransfers);
  return {
    orders: books,
    ledger,
    balances: await readBalances(db),
    balancesOfLedger: addUp(ledger),
    paid: await readPaid(db),
    totals: mergeTotals(await db.select().from(dailyTotals)),
    totalsOfBooks: mergeTotals([...books.values()].flatMap((one) => totalsOf(one, 'UTC'))),
  };
}

async function readBalances(db: Database['db']): Promise<Balances> {
  const balances: Balances = {};
  for (const row of await db.select().from(accountBalances)) {
    const { pendingMinor: pending, heldMinor: held, approvedMinor: approved, paidMinor: paid } = row;
    balances[`${row.affiliateId} ${row.currency}`] = { pending, held, approved, paid };
  }
  return balances;
}

async function readPaid(db: Database['db']): Promise<Record<string, bigint>> {
  const paid: Record<string, bigint> = {};
  for (const { affiliateId, currency, amountMinor } of await db
    .select()
    .from(payouts)
    .where(eq(payouts.status, 'paid'))) {
    const key = `${affiliateId} ${currency}`;
    paid[key] = (paid[key] ?? 0n) + amountMinor;
  }
  return paid;
}

function addUp(ledger: readonly LedgerTransfer[]): Balances {
  const balances: Balances = {};
  for (const { affiliateId, currency, fromAccount, toAccount, amountMinor } of ledger) {
    const own = (balances[`${affiliateId} ${currency}`] ??= {
      pending: 0n,
      held: 0n,
      approved: 0n,
      paid: 0n,
    });
    if (fromAccount !== 'expense') own[fromAccount] = (own[fromAccount] ?? 0n) - amountMinor;
    if (toAccount !== 'expense') own[toAccount] = (own[toAccount] ?? 0n) + amountMinor;
  }
  return balances;
}
