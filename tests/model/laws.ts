import { isDeepStrictEqual } from 'node:util';
import { formatMinor, type Account, type Step } from '@finders-fee/shared';
import type { CommissionRecord, LedgerTransfer, OrderBooks } from '@finders-fee/sidecar/domain/books';
import { mergeTotals, type TotalsDelta } from '@finders-fee/sidecar/domain/contributions';
import { totalsOf } from '@finders-fee/sidecar/domain/decide-order';
import { claimantsOf, settleVerdicts, type SettledVerdicts } from '@finders-fee/sidecar/domain/settle-books';
import {
  exact,
  isAbove,
  isPositive,
  minus,
  none,
  over,
  plus,
  times,
  total,
  whole,
  type Fraction,
} from './fraction.ts';
import { timeZone } from './shop-context.ts';
import { secondOpinion, type Opinion, type Question } from './second-opinion.ts';

/** What must be true of an order's books after every step. Each law answers with a sentence about what is wrong, or with nothing. */
export function brokenLaws(
  books: OrderBooks,
  transfers: readonly LedgerTransfer[],
  totals: readonly TotalsDelta[],
  question: Question,
): string[] {
  const settled = settleVerdicts(books.order, books.redemptions, claimantsOf(books.commissions));
  return [
    ...amountsAgree(books, secondOpinion(question)),
    ...entriesAddUp(books, transfers),
    ...accountsAreSetOff(books.commissions, transfers),
    ...receiptsAddUp(books, settled),
    ...noLinePaysTwice(settled),
    ...noMoreThanPromised(books, question),
    ...totalsAreThoseOf([books], totals),
  ];
}

/** Every commission has the second opinion's amount and base, and who has none is owed none. A rejected one has no amount. */
export function amountsAgree(
  { commissions }: Pick<OrderBooks, 'commissions'>,
  opinions: ReadonlyMap<string, Opinion>,
): string[] {
  const people = new Set([...opinions.keys(), ...commissions.map(({ affiliateId }) => affiliateId)]);
  return [...people].flatMap((person) => {
    const commission = commissions.find(({ affiliateId }) => affiliateId === person);
    const opinion = opinions.get(person) ?? { amountMinor: 0n, baseMinor: 0n };
    const amount = commission?.amountMinor ?? 0n;
    if (amount !== (commission?.stage === 'rejected' ? 0n : opinion.amountMinor)) {
      return [
        `${person} has ${amount}, and the second opinion says ${opinion.amountMinor} on a base of ${opinion.baseMinor}`,
      ];
    }
    if (commission && commission.baseMinor !== opinion.baseMinor) {
      return [
        `${person} has a base of ${commission.baseMinor}, and the second opinion says ${opinion.baseMinor}`,
      ];
    }
    return [];
  });
}

/** On the account of its stage stands what a commission is worth, and nothing anywhere else. Payouts go by themselves. */
function entriesAddUp({ commissions }: OrderBooks, transfers: readonly LedgerTransfer[]): string[] {
  return commissions.flatMap(({ id, amountMinor, entriesCount, currency, stage }) => {
    const own = transfers.filter(({ commissionId }) => commissionId === id);
    const accounts: Record<string, bigint> = { expense: 0n };
    for (const entry of own.filter((one) => one.currency === currency)) {
      accounts[entry.fromAccount] = (accounts[entry.fromAccount] ?? 0n) - entry.amountMinor;
      accounts[entry.toAccount] = (accounts[entry.toAccount] ?? 0n) + entry.amountMinor;
    }
    const home = stage === 'paid' ? 'approved' : stage;
    const due: Record<string, bigint> = { expense: -amountMinor, [home]: amountMinor };
    const wrong = Object.entries(accounts).filter(([account, minor]) => minor !== (due[account] ?? 0n));
    const counted = own.every(({ reference }, index) => reference === `commission:${id}:${index + 1}`);
    return [
      ...wrong.map(([account, minor]) => `${id}, ${stage} with ${amountMinor}, has ${minor} on ${account}`),
      ...(own.length === entriesCount && counted ? [] : [`the entries of ${id} are not counted from 1`]),
      ...own.filter((entry) => entry.amountMinor <= 0n).map(({ reference }) => `${reference} moves nothing`),
    ];
  });
}

/**
 * A second opinion on what each affiliate can be paid in a currency: what is approved to them, paid or not, less what was paid. So whatever a payout paid
 * too much is owed, and the next one is less by it. On the accounts before it stands what waits there.
 */
export function accountsAreSetOff(
  commissions: readonly Pick<CommissionRecord, 'affiliateId' | 'currency' | 'stage' | 'amountMinor'>[],
  transfers: readonly LedgerTransfer[],
): string[] {
  const whose = (row: { affiliateId: string; currency: string }) => `${row.affiliateId} ${row.currency}`;
  return [...new Set([...commissions, ...transfers].map(whose))].flatMap((key) => {
    const own = commissions.filter((commission) => whose(commission) === key);
    const worth = (...stages: CommissionRecord['stage'][]) =>
      own.reduce((sum, { stage, amountMinor }) => sum + (stages.includes(stage) ? amountMinor : 0n), 0n);
    const stands = (account: Account) =>
      transfers
        .filter((transfer) => whose(transfer) === key)
        .reduce((sum, { fromAccount, toAccount, amountMinor }) => {
          if (toAccount === account) return sum + amountMinor;
          return fromAccount === account ? sum - amountMinor : sum;
        }, 0n);
    const due = {
      pending: worth('pending'),
      held: worth('held'),
      approved: worth('approved', 'paid') - stands('paid'),
    };
    return (['pending', 'held', 'approved'] as const)
      .filter((account) => stands(account) !== due[account])
      .map((account) => `${key} has ${stands(account)} on ${account} instead of ${due[account]}`);
  });
}

/** The steps of an explanation lead to the base, and from there to the amount. */
function receiptsAddUp({ commissions }: OrderBooks, { settlements }: SettledVerdicts): string[] {
  return commissions.flatMap(({ affiliateId, amountMinor, baseMinor, exponent }) => {
    const settlement = settlements.get(affiliateId);
    if (!settlement) return [`nothing was settled for ${affiliateId}`];
    if (settlement.amountMinor !== amountMinor) {
      return [`the books of ${affiliateId} settle at ${settlement.amountMinor}, written is ${amountMinor}`];
    }
    return receiptAddsUp(settlement.steps, {
      base: formatMinor(baseMinor, exponent),
      amount: formatMinor(amountMinor, exponent),
    });
  });
}

export function receiptAddsUp(
  steps: readonly Step[],
  { base, amount }: { base: string; amount: string },
): string[] {
  const at = steps.findIndex(({ code }) => code === 'base');
  const end = steps.length - 1;
  const sum = (some: readonly Step[]) => total(some.map((step) => exact(step.amount ?? '0')));
  const problems: string[] = [];
  const same = (what: string, is: Fraction, should: string) => {
    if (minus(is, exact(should))[0] !== 0n) problems.push(`${what} ${should}: ${JSON.stringify(steps)}`);
  };
  if (at < 0 || steps[end]?.code !== 'amount') return [`no base or no amount in ${JSON.stringify(steps)}`];
  same('the base is not the written', exact(steps[at]?.amount ?? '0'), base);
  same('the steps do not add up to the base', sum(steps.slice(0, at)), base);
  same('the amount is not the written', exact(steps[end].amount ?? '0'), amount);
  same('the steps do not add up to the amount', sum(steps.slice(at + 1, end)), amount);
  return problems;
}

function noLinePaysTwice({ shares: won }: SettledVerdicts): string[] {
  const paid = new Map<string, Fraction>();
  for (const { kind, itemId, share } of won) {
    const key = `${kind} ${itemId}`;
    paid.set(key, plus(paid.get(key) ?? none, [share.numerator, share.denominator]));
  }
  return [...paid].flatMap(([line, shares]) =>
    isAbove(shares, whole) ? [`line ${line} pays ${String(shares)} commissions`] : [],
  );
}

/** Where everybody has percentages: no more than the best of them of everything that the order ever sold, to half a unit. */
function noMoreThanPromised(
  { commissions }: OrderBooks,
  { order, promised, coupons, links, permanentCode, exponent }: Question,
): string[] {
  const ways = [...coupons.values(), ...(permanentCode ? [permanentCode] : [])];
  const people = [...ways.map(({ affiliateId }) => affiliateId), links.get(order.click?.linkCode ?? '')];
  const promises = [...promised].flatMap(([id, terms]) => (people.includes(id) ? [terms] : []));
  const rates = [
    ...ways.map(({ rate }) => rate),
    ...promises.flatMap((terms) => [
      terms.affiliateRate,
      terms.programRate,
      ...terms.productRates.map(({ rate }) => rate),
    ]),
  ].flatMap((rate) => rate ?? []);
  if (rates.length === 0 || rates.some(({ type }) => type !== 'percent')) return [];
  const best = rates.map(({ value }) => exact(value)).reduce((a, b) => (isAbove(a, b) ? a : b));
  const terms = promises.map(({ base }) => base);
  const isBefore = terms.some(({ price }) => price === 'before_discount');
  const withTax = terms.some((base) => base.include_tax);
  const sold = [
    ...order.lines.map((line) =>
      isBefore ? [line.subtotal, line.subtotalTax] : [line.total, line.totalTax],
    ),
    ...(terms.some((base) => base.include_shipping) ? order.shipping : []).map((line) => [
      line.total,
      line.totalTax,
    ]),
    ...(terms.some((base) => base.include_fees) ? order.fees : []).map((line) => [line.total, line.totalTax]),
  ].map(([net = '0', tax = '0']) => (withTax ? plus(exact(net), exact(tax)) : exact(net)));
  const most = times(over(times(total(sold.filter(isPositive)), best), exact(100)), [
    10n ** BigInt(exponent),
    1n,
  ]);
  const paid = commissions.reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  return isAbove([2n * paid - 1n, 2n], most)
    ? [`the order pays ${paid}, more than its rates of all it sold`]
    : [];
}

/** What was added up change by change is what the books as they are now add up to. */
export function totalsAreThoseOf(books: readonly OrderBooks[], totals: readonly TotalsDelta[]): string[] {
  const fromScratch = mergeTotals(books.flatMap((one) => totalsOf(one, timeZone)));
  if (isDeepStrictEqual(fromScratch, [...totals])) return [];
  const print = (deltas: readonly TotalsDelta[]) =>
    JSON.stringify(deltas, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  return [`the totals are ${print(totals)} instead of ${print(fromScratch)}`];
}
