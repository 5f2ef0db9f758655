import type { Balance, Payout } from '@finders-fee/shared';
import { readPage } from '../../../api/client.ts';
import { isZeroAmount } from '../../../format/money.ts';
import { sumsOf, type Sum } from './payout-words.ts';

/** What a press on "Propose" would come to by what the books say now. */
export interface Due {
  /** One for each currency; the count is of affiliates. */
  sums: Sum[];
  /** Proposals that stay as they are. */
  open: number;
  /** Accounts below 0, which get nothing. */
  owing: number;
}

const perPage = 100;
const mostPages = 5;

/** Undefined in a shop so large that adding it up here would take too long. Throws ApiError. */
export async function readDue(): Promise<Due | undefined> {
  const [balances, open] = await Promise.all([
    readAll<Balance>('balances?'),
    readAll<Payout>('payouts?status=proposed&'),
  ]);
  if (!balances || !open) return undefined;
  const keyOf = (row: { affiliate_id: string; currency: string }) => `${row.affiliate_id} ${row.currency}`;
  const proposed = new Set(open.map(keyOf));
  const due = balances
    .filter((balance) => isAbove0(balance.approved) && !proposed.has(keyOf(balance)))
    .map(({ currency, approved }) => ({ currency, amount: approved }));
  return {
    sums: sumsOf(due),
    open: open.length,
    owing: balances.filter(({ approved }) => approved.startsWith('-')).length,
  };
}

async function readAll<Row>(path: string): Promise<Row[] | undefined> {
  const first = await readPage<Row>(`${path}per_page=${perPage}`);
  if (first.pages > mostPages) return undefined;
  const numbers = Array.from({ length: Math.max(0, first.pages - 1) }, (_, index) => index + 2);
  const rest = await Promise.all(
    numbers.map((number) => readPage<Row>(`${path}page=${number}&per_page=${perPage}`)),
  );
  return [first, ...rest].flatMap(({ rows }) => rows);
}

function isAbove0(amount: string): boolean {
  return !amount.startsWith('-') && !isZeroAmount(amount);
}
