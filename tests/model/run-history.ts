import type { OrderBooks } from '@finders-fee/sidecar/domain/books';
import { BooksInMemory } from './books-in-memory.ts';
import { arrivalsOf, someBuyer, type History, type Word } from './history.ts';
import { brokenLaws } from './laws.ts';
import { changeEverything, contextOf } from './shop-context.ts';
import { longAfter, questionAbout } from './shop.ts';

/** Works a history off as a worker would and looks at the books after every batch. Returns what is wrong after the first one that is wrong. */
export function runHistory(history: History): string[] {
  const { shop, moments, batches, acts } = history;
  const books = new BooksInMemory();
  let writes = 0;
  const makeId = countedIds();
  const orderId = moments[0]?.snapshot.orderId ?? 0;
  const asItWas = contextOf(shop, makeId);
  const changed = contextOf(changeEverything(shop), makeId);
  for (const [index, batch] of batches.entries()) {
    const now = Math.max(...batch.map(({ workedAt }) => workedAt));
    const isKnown = books.orders.has(orderId);
    const isSettled = isKnown && bringsNothingNew(history, batches.slice(index), books);
    const context = { ...(isSettled ? changed : asItWas), now: new Date(now) };
    let unclear = books.record(arrivalsOf(history, batch), context);
    if (unclear.length > 0) unclear = books.record(arrivalsOf(history, batch, { clear: true }), context);
    for (const act of acts) if (act.afterBatch === index) books.act(orderId, act, context);
    if (unclear.length > 0) return [`batch ${index}: the store's answer did not tell which state is newer`];
    const written = books.orders.get(orderId);
    if (!written || books.writes === writes) continue;
    writes = books.writes;
    const question = questionAbout(shop, written.order.snapshot);
    const problems = brokenLaws(written, books.transfers, books.totals, question);
    if (problems.length > 0) return problems.map((problem) => `batch ${index}: ${problem}`);
  }
  const entries = books.transfers.length;
  books.record([{ kind: 'reassess', orderId }], { ...changed, now: new Date(longAfter) });
  const written = books.transfers
    .slice(entries)
    .map(({ reference }) => `${reference} came of another setting`);
  return [...written, ...endsAsTheStoreSays(history, books), ...endsAsFromScratch(history, books)];
}

function countedIds(): (kind: string) => string {
  let count = 0;
  return (kind) => `${kind}_${(count += 1)}`;
}

/** Whoever had seen nothing but the last state would have written the same. */
function endsAsFromScratch({ shop, acts }: History, books: BooksInMemory): string[] {
  const [held] = books.orders.values();
  if (!held || held.order.status === 'deleted' || acts.length > 0) return [];
  const { snapshot, orderId, asOf } = held.order;
  const fresh = new BooksInMemory();
  const context = { ...contextOf(shop, countedIds()), now: asOf };
  fresh.record([{ kind: 'state', snapshot, buyer: someBuyer, asOf, fetched: true }], context);
  const [is, should] = [worthOf(held), worthOf(fresh.orders.get(orderId))];
  return is === should ? [] : [`the books end with ${is}, from scratch with ${should}`];
}

function worthOf(books: OrderBooks | undefined): string {
  const earning = books?.commissions.filter(({ amountMinor }) => amountMinor > 0n) ?? [];
  const lines = earning.map((one) => {
    const { affiliateId, couponCode, amountMinor, baseMinor, salesMinor, discountMinor, summary } = one;
    const figures = [amountMinor, baseMinor, salesMinor, discountMinor].join(' ');
    return `${affiliateId} ${couponCode} ${figures} ${one.payableAt.toISOString()} ${summary.text}`;
  });
  return lines.sort().join('\n');
}

/** Whatever was told twice, late or in another order: at the end the books know the newest state, as far as the store ever told of the order. */
function endsAsTheStoreSays({ moments, batches }: History, books: BooksInMemory): string[] {
  const last = moments.at(-1);
  const isTold = batches
    .flat()
    .some(({ moment, workedAt }) =>
      moment === null ? workedAt >= (last?.at ?? 0) : moment === moments.length - 1,
    );
  if (!last || !isTold) return [];
  const held = books.orders.get(last.snapshot.orderId);
  const isNoOrder = moments.every(({ snapshot }) => ['checkout-draft', 'deleted'].includes(snapshot.status));
  if (!held) {
    const canBeUnknown = isNoOrder || ['deleted', 'checkout-draft'].includes(last.snapshot.status);
    return canBeUnknown ? [] : ['the order is not known'];
  }
  const { snapshot } = held.order;
  const isSame =
    last.snapshot.status === 'deleted'
      ? snapshot.status === 'deleted'
      : JSON.stringify(snapshot) === JSON.stringify(last.snapshot);
  return isSame
    ? []
    : [`the books end at ${snapshot.status} of ${snapshot.modifiedAt}, not at the newest state`];
}

/** From here on no coupon and no product comes that the order does not have already: then an owner may change whatever there is. */
function bringsNothingNew({ moments }: History, rest: readonly Word[][], books: BooksInMemory): boolean {
  const held = [...books.orders.values()][0]?.order.snapshot;
  if (!held) return false;
  const codes = new Set(held.coupons.map(({ code }) => code));
  const products = new Set(held.lines.map(({ productId }) => productId));
  const from = rest
    .flat()
    .reduce((first, { moment }) => Math.min(first, moment ?? moments.length - 1), moments.length - 1);
  let known = codes;
  return moments.slice(from).every(({ snapshot }) => {
    const now = new Set(snapshot.coupons.map(({ code }) => code));
    const isPart = [...now].every((code) => known.has(code));
    known = now;
    return isPart && snapshot.lines.every(({ productId }) => products.has(productId));
  });
}
