import type { Base, Minimum, MultipleCoupons, ProductRate, ProductSet, Rate } from '@finders-fee/shared';
import type { CategoriesByProduct } from '@finders-fee/sidecar/domain/books';
import type { OrderLine, OrderSnapshot, RefundLine } from '@finders-fee/sidecar/domain/order-snapshot';
import type { Restrictions } from '@finders-fee/sidecar/domain/store-coupon';
import {
  exact,
  isAbove,
  isPositive,
  minus,
  none,
  notAboveZero,
  notBelowZero,
  over,
  plus,
  rounded,
  times,
  total,
  whole,
  wholePart,
  type Fraction,
} from './fraction.ts';

/** What somebody was promised on the day of the order. */
export interface Promised {
  base: Base;
  excluded: ProductSet;
  affiliateRate: Rate | null;
  productRates: readonly ProductRate[];
  programRate: Rate;
  minimum: Minimum | null;
}

/** A coupon whose owner may earn with it on this order. */
export interface EarningCoupon {
  affiliateId: string;
  restrictions: Restrictions | null;
  rate: Rate | null;
}

export interface Question {
  order: OrderSnapshot;
  exponent: number;
  policy: MultipleCoupons;
  earningStatuses: readonly string[];
  categories: CategoriesByProduct;
  /** By coupon code; a coupon of the order that is missing here earns for nobody. */
  coupons: ReadonlyMap<string, EarningCoupon>;
  /** Whose link it is, by link code; a link that is missing here earns for nobody. */
  links: ReadonlyMap<string, string>;
  /** A click that is more days older than the order than these is forgotten; 0: no link earns. */
  linkDays: number;
  /** The permanent code that the buyer had when the order was placed, if it earns for anybody. */
  permanentCode: EarningCoupon | null;
  promised: ReadonlyMap<string, Promised>;
}

export interface Opinion {
  baseMinor: bigint;
  amountMinor: bigint;
}

/**
 * What everybody who has a claim on an order earns on it: the contract's arithmetic (§5) once more, written from its text alone
 * and sharing no line with the product, so that a mistake would have to be made twice to go unseen.
 */
export function secondOpinion(question: Question): Map<string, Opinion> {
  const { order, exponent } = question;
  const items = itemsOf(order);
  const tickets = ticketsOf(items, question);
  const people = [...new Set(tickets.map(({ affiliateId }) => affiliateId))].sort();
  if (!question.earningStatuses.includes(order.status)) {
    return new Map(people.map((person) => [person, { baseMinor: 0n, amountMinor: 0n }]));
  }
  const claims = items.flatMap((item) => claimsOn(item, items, tickets, question));
  const unit: Fraction = [10n ** BigInt(exponent), 1n];
  const worth = people.map((person) => worthOf(person, claims, items, question));
  const amounts = handOut(worth.map(({ amount }) => times(amount, unit)));
  return new Map(
    people.map((person, index) => [
      person,
      {
        baseMinor: rounded(times(worth[index]?.base ?? none, unit)),
        amountMinor: amounts[index] ?? 0n,
      },
    ]),
  );
}

/** What somebody earns through: a coupon on the order; where there is none, the link that led to it; where there is none either, the buyer's code. */
interface Ticket extends EarningCoupon {
  discount: Fraction;
}

/**
 * They are never mixed: whoever may earn by a coupon leaves nothing to a link, not even what the coupon does not cover. A coupon for other
 * products altogether, and whatever is promised for larger orders only, is no ticket.
 */
function ticketsOf(items: readonly Item[], question: Question): Ticket[] {
  const { order, coupons, permanentCode, categories, promised } = question;
  const ofCoupons = order.coupons.flatMap(({ code, discount }): Ticket[] => {
    const coupon = coupons.get(code);
    return coupon ? [{ ...coupon, discount: exact(discount) }] : [];
  });
  const follower = followerOf(question);
  const ofLink = follower === undefined ? [] : [{ affiliateId: follower, rate: null }];
  const ofCode = permanentCode ? [permanentCode] : [];
  const ofAll = (holders: Omit<EarningCoupon, 'restrictions'>[]) =>
    holders.map((holder): Ticket => ({ ...holder, restrictions: null, discount: none }));
  const isGood = ({ affiliateId, restrictions }: Ticket) =>
    !isTooSmall(order, promised.get(affiliateId)?.minimum ?? null) &&
    (restrictions === null || items.some((item) => mayDiscount(restrictions, item, categories)));
  const inTurn = [ofCoupons, ofAll(ofLink), ofAll(ofCode)];
  return inTurn.map((tickets) => tickets.filter(isGood)).find((tickets) => tickets.length > 0) ?? [];
}

function followerOf({ order: { click, placedAt }, links, linkDays }: Question): string | undefined {
  if (click === null || linkDays === 0) return undefined;
  const secondsAgo = (Date.parse(placedAt) - Date.parse(click.clickedAt)) / 1000;
  return secondsAgo <= linkDays * 24 * 60 * 60 ? links.get(click.linkCode) : undefined;
}

/** Anything that an order sells. Before the discount a fee or shipping costs what it costs. */
interface Item {
  kind: RefundLine['kind'];
  itemId: number;
  product: OrderLine | null;
  after: Fraction;
  afterTax: Fraction;
  before: Fraction;
  beforeTax: Fraction;
  /** Of each refund, without and of tax: what the buyer got, so it is below 0 where a negative fee was taken back. */
  back: (readonly [net: Fraction, tax: Fraction])[];
  pieces: Fraction;
}

function itemsOf(order: OrderSnapshot): Item[] {
  const returned = order.refunds.flatMap(({ lines }) => lines);
  const item = (
    kind: Item['kind'],
    line: { itemId: number; total: string; totalTax: string },
    product: OrderLine | null,
  ): Item => {
    const own = returned.filter((refund) => refund.kind === kind && refund.itemId === line.itemId);
    const left = own.reduce(
      (pieces, { quantity }) => minus(pieces, exact(quantity)),
      exact(product?.quantity ?? 0),
    );
    return {
      kind,
      itemId: line.itemId,
      product,
      after: exact(line.total),
      afterTax: exact(line.totalTax),
      before: exact(product?.subtotal ?? line.total),
      beforeTax: exact(product?.subtotalTax ?? line.totalTax),
      back: own.map((refund) => [exact(refund.total), exact(refund.totalTax)] as const),
      pieces: notBelowZero(left),
    };
  };
  return [
    ...order.lines.map((line) => item('product', line, line)),
    ...order.shipping.map((line) => item('shipping', line, null)),
    ...order.fees.map((line) => item('fee', line, null)),
  ];
}

/** So much of an item is earned through this. */
interface Claim {
  item: Item;
  affiliateId: string;
  ownRate: Rate | null;
  share: Fraction;
}

function claimsOn(
  item: Item,
  items: readonly Item[],
  tickets: readonly Ticket[],
  { policy, categories }: Question,
): Claim[] {
  const able = tickets.filter(({ restrictions }) => mayDiscount(restrictions, item, categories));
  const claim = ({ affiliateId, rate: ownRate }: Ticket, share: Fraction): Claim => ({
    ...{ item, affiliateId, ownRate, share },
  });
  const takesAll = (winner: Ticket | undefined) => (winner ? [claim(winner, whole)] : []);
  switch (policy) {
    case 'first':
      return takesAll(able[0]);
    case 'last':
      return takesAll(able[able.length - 1]);
    case 'largest':
      return takesAll(able.find((one) => !able.some((other) => isAbove(other.discount, one.discount))));
    case 'split': {
      const weights = able.map(({ restrictions, discount }) => {
        if (!item.product) return discount;
        const mine = items.filter((other) => other.product && mayDiscount(restrictions, other, categories));
        const all = total(mine.map(({ before }) => before));
        return isPositive(all) ? over(times(discount, item.before), all) : none;
      });
      const sum = total(weights);
      // A coupon that brought nothing to a line where another did has won nothing of it.
      return able.flatMap((ticket, index) => {
        const share = isPositive(sum) ? over(weights[index] ?? none, sum) : over(whole, exact(able.length));
        return isPositive(share) ? [claim(ticket, share)] : [];
      });
    }
  }
}

function isTooSmall({ lines, currency }: OrderSnapshot, minimum: Minimum | null): boolean {
  if (!minimum || minimum.currency !== currency) return false;
  return isAbove(exact(minimum.amount), total(lines.map((line) => exact(line.total))));
}

function mayDiscount(
  restrictions: Restrictions | null,
  item: Item,
  categories: CategoriesByProduct,
): boolean {
  if (!restrictions) return true;
  const { productIds, categoryIds, excludedProductIds, excludedCategoryIds } = restrictions;
  const wanted = productIds.length + categoryIds.length;
  if (!item.product) return wanted + excludedProductIds.length + excludedCategoryIds.length === 0;
  const isAmong = (products: readonly number[], groups: readonly number[]) =>
    names({ product_ids: [...products], category_ids: [...groups] }, item.product, categories);
  return (
    (wanted === 0 || isAmong(productIds, categoryIds)) && !isAmong(excludedProductIds, excludedCategoryIds)
  );
}

function names(set: ProductSet, product: OrderLine | null, categories: CategoriesByProduct): boolean {
  if (!product) return false;
  const ids = [product.productId, product.variationId];
  const groups = categories[product.productId] ?? [];
  return set.product_ids.some((id) => ids.includes(id)) || set.category_ids.some((id) => groups.includes(id));
}

function worthOf(
  person: string,
  claims: readonly Claim[],
  items: readonly Item[],
  { order, policy, promised, categories }: Question,
): { base: Fraction; amount: Fraction } {
  const terms = promised.get(person);
  if (!terms) throw new Error(`Nothing was promised to ${person}`);
  const counted = claims.filter(
    ({ item }) =>
      (item.kind === 'product' && !names(terms.excluded, item.product, categories)) ||
      (item.kind === 'shipping' && terms.base.include_shipping) ||
      (item.kind === 'fee' && terms.base.include_fees),
  );
  const own = counted.filter(({ affiliateId }) => affiliateId === person);
  const part = (claim: Claim) => times(claim.share, lineBase(claim.item, terms.base));
  const before = notBelowZero(total(own.map(part)));
  const left = leftAfterBareRefunds(order, items);
  const base = times(before, left);
  if (!isPositive(base)) return { base: none, amount: none };

  const ofAll = total(counted.map(part));
  const shareOfOrder = policy !== 'split' ? whole : isAbove(before, ofAll) ? whole : over(before, ofAll);
  const perOrder = new Map<string, Fraction>();
  let amount = none;
  for (const claim of own) {
    const found = rateFor(claim, terms, order.currency, categories);
    if (!found) continue;
    const { source, rate } = found;
    const value = exact(rate.value);
    if (rate.type === 'percent')
      amount = plus(amount, times(times(over(value, exact(100)), part(claim)), left));
    else if (rate.type === 'fixed_per_order') perOrder.set(`${source} ${rate.value}`, value);
    else amount = plus(amount, times(value, times(claim.share, claim.item.pieces)));
  }
  const once = times(total([...perOrder.values()]), shareOfOrder);
  return { base, amount: notBelowZero(plus(amount, once)) };
}

/** A line less what came back of it. What a refund gave for an item that only later became a discount, or the other way round, is none of it. */
function lineBase(item: Item, { price, include_tax: withTax }: Base): Fraction {
  const isBefore = price === 'before_discount';
  const [net, tax] = isBefore ? [item.before, item.beforeTax] : [item.after, item.afterTax];
  const scale = isBefore && item.after[0] !== 0n ? over(item.before, item.after) : whole;
  const counts = withTax ? plus(net, tax) : net;
  const back = item.back.map(([ofNet, ofTax]) => times(withTax ? plus(ofNet, ofTax) : ofNet, scale));
  return counts[0] < 0n
    ? notAboveZero(minus(counts, total(back.map(notAboveZero))))
    : notBelowZero(minus(counts, total(back.map(notBelowZero))));
}

/**
 * What part of the order is left after refunds of bare amounts: (G − A) / G. A refund's line that names no item was given back without a line.
 * One that names an item which has been taken off the order since is nobody's affair any more: neither the order's total nor a line has it.
 */
function leftAfterBareRefunds(order: OrderSnapshot, items: readonly Item[]): Fraction {
  const itemOf = ({ kind, itemId }: RefundLine) =>
    items.find((item) => item.kind === kind && item.itemId === itemId);
  const grossOf = (line: RefundLine): Fraction => plus(exact(line.total), exact(line.totalTax));
  const named = (lines: readonly RefundLine[]) => lines.filter(({ itemId }) => itemId !== null);
  const bare = total(
    order.refunds.map(({ amount, lines }) =>
      notBelowZero(minus(exact(amount), total(named(lines).map(grossOf)))),
    ),
  );
  if (!isPositive(bare)) return whole;
  const ofOrder = order.refunds.flatMap(({ lines }) => lines.filter((line) => itemOf(line)));
  const byLine = total(ofOrder.map(grossOf));
  const remaining = minus(exact(order.total), byLine);
  return isAbove(remaining, bare) ? over(minus(remaining, bare), remaining) : none;
}

function rateFor(
  { item, ownRate }: Claim,
  { affiliateRate, productRates, programRate }: Promised,
  currency: string,
  categories: CategoriesByProduct,
): { source: string; rate: Rate } | undefined {
  const { product } = item;
  const ofProducts = productRates.filter((entry) =>
    names({ product_ids: entry.product_ids, category_ids: [] }, product, categories),
  );
  const ofCategories = productRates.filter((entry) =>
    names({ product_ids: [], category_ids: entry.category_ids }, product, categories),
  );
  const inTurn = [
    { source: 'coupon', rate: ownRate },
    { source: 'affiliate', rate: affiliateRate },
    ...ofProducts.map(({ rate }) => ({ source: 'product', rate })),
    ...ofCategories.map(({ rate }) => ({ source: 'category', rate })),
    { source: 'program', rate: programRate },
  ];
  for (const { source, rate } of inTurn) {
    if (rate && (rate.type === 'percent' || rate.currency === currency)) return { source, rate };
  }
  return undefined;
}

/** The sum is rounded once; what the floors leave over goes, a unit each, to the largest remainders, the smaller id first. */
function handOut(exactMinor: readonly Fraction[]): bigint[] {
  const floors = exactMinor.map(wholePart);
  const missing = rounded(total(exactMinor)) - floors.reduce((sum, floor) => sum + floor, 0n);
  const rest = exactMinor.map((amount, index) => minus(amount, [floors[index] ?? 0n, 1n]));
  const byRest = rest
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) =>
      isAbove(a.remainder, b.remainder) ? -1 : isAbove(b.remainder, a.remainder) ? 1 : a.index - b.index,
    );
  const lucky = new Set(byRest.slice(0, Number(missing)).map(({ index }) => index));
  return floors.map((floor, index) => (lucky.has(index) ? floor + 1n : floor));
}
