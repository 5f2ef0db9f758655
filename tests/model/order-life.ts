import { currencyExponent } from '@finders-fee/shared';
import type { Click, OrderSnapshot, Refund, RefundLine } from '@finders-fee/sidecar/domain/order-snapshot';
import type { Random } from './random.ts';
import { dayOfOrders, products, several, variations, type Shop } from './shop.ts';

/** One state of an order in the store. */
export interface Moment {
  /** What was done to the order, in a word. */
  event: string;
  /** When, in milliseconds: finer than the store prints it. */
  at: number;
  snapshot: OrderSnapshot;
  /** The store tells of it without saying how the order looks now: a refund deleted, an order in the trash or gone for good. */
  silent: boolean;
}

/** Amounts are whole numbers of the smallest amount that this order is printed with. */
interface Line {
  itemId: number;
  productId: number;
  variationId: number;
  quantity: number;
  price: number;
  /** Of a hundred. */
  discounted: number;
  taxed: number;
}
interface Extra {
  itemId: number;
  amount: number;
  taxed: number;
}
interface Draft {
  status: string;
  lines: Line[];
  shipping: Extra[];
  fees: Extra[];
  coupons: { couponId: number | null; code: string; discount: string }[];
  refunds: Refund[];
  nextId: number;
}
interface Life {
  random: Random;
  shop: Shop;
  orderId: number;
  decimals: number;
  /** In milliseconds. */
  placedAt: number;
  click: Click | null;
  draft: Draft;
}

/** An order from its first day on, with `events` more things that happen to it. */
export function liveOrder(random: Random, shop: Shop, orderId: number, events: number): Moment[] {
  const decimals = currencyExponent(shop.currency) + (random.chance(0.05) ? 4 : 0);
  const placedAt = Date.parse(dayOfOrders) + random.int(-5_000, 5_000);
  const click = random.chance(0.5) ? aClick(random, shop, placedAt) : null;
  const life: Life = { random, shop, orderId, decimals, placedAt, click, draft: emptyDraft() };
  placeOrder(life);
  const moments: Moment[] = [];
  let modifiedAt = placedAt;
  const remember = (event: string, at: number, silent = false) =>
    moments.push({ event, at, snapshot: print(life, modifiedAt), silent });
  let at = placedAt + random.int(0, 4_000);
  modifiedAt = at;
  remember('placed', at);
  for (let count = 0; count < events && life.draft.status !== 'deleted'; count += 1) {
    at += random.pick([0, random.int(1, 900), random.int(1_000, 100_000), 86_400_000 * random.int(1, 40)]);
    const event = random.pick(whatMayHappen(life));
    const untold = event === 'refund deleted' || event === 'deleted';
    if (!happens(event, life)) continue;
    // The store does not look at its clock for these.
    if (!untold) modifiedAt = at;
    remember(event, at, untold || event === 'trash');
  }
  return moments;
}

const emptyDraft = (): Draft => ({
  status: 'processing',
  lines: [],
  shipping: [],
  fees: [],
  coupons: [],
  refunds: [],
  nextId: 1,
});

function placeOrder(life: Life): void {
  const { random, draft } = life;
  const { earningStatuses } = life.shop;
  draft.status = random.pick([
    ...Array.from({ length: 6 }, () => random.pick(earningStatuses)),
    ...['on-hold', 'pending', 'failed', 'checkout-draft'],
  ]);
  draft.lines = several(random, random.chance(0.03) ? 0 : 1, 3, () => aLine(life));
  draft.shipping = several(random, 0, 1, () => anExtra(life, 0));
  draft.fees = several(random, 0, random.chance(0.5) ? 2 : 0, () => anExtra(life, -3_000));
  const used = random.shuffled(life.shop.coupons).slice(0, random.pick([0, 0, 1, 1, 2, 2, 2, 2, 3, 4]));
  for (const coupon of used) addCoupon(life, coupon);
}

/** Some on the last second that counts, some one later; a visitor's clock may run fast. */
function aClick(random: Random, { affiliates, linkDays }: Shop, placedAt: number): Click {
  const day = 86_400_000;
  const ago = random.pick([
    ...[0, random.int(0, linkDays * day), random.int(0, linkDays * day)],
    ...[linkDays * day, linkDays * day + 1_000, random.int(linkDays * day, 400 * day)],
    -random.int(1, 3_600_000),
  ]);
  const linkCode = random.chance(0.15) ? 'zzzzzzzz' : random.pick(affiliates).linkCode;
  // The age is that of the printed seconds.
  return { linkCode, clickedAt: second(Date.parse(second(placedAt)) - ago) };
}

function aLine({ random, draft }: Life): Line {
  const productId = random.pick(products);
  return {
    itemId: draft.nextId++,
    productId,
    variationId: variations[productId] ?? 0,
    quantity: random.int(1, 5),
    price: random.chance(0.05) ? 0 : random.int(1, random.chance(0.3) ? 500 : 10_000),
    discounted: random.pick([0, 0, 10, 10, 10, 10, 25, 33, 50, 100, random.int(0, 100)]),
    taxed: random.pick([0, 20, 19, 7]),
  };
}

function anExtra({ random, draft }: Life, least: number): Extra {
  return { itemId: draft.nextId++, amount: random.int(least, 2_000), taxed: random.pick([0, 20]) };
}

function addCoupon({ random, draft, decimals }: Life, { couponId, code }: Shop['coupons'][number]): void {
  const weird = random.chance(0.1);
  const amount = random.pick([0, 500, 500, 1_000, 1_500, random.int(1, 5_000), random.int(1, 5_000)]);
  const discount = weird
    ? `${random.int(0, 40)}.${String(random.int(1, 999_999)).padStart(12, '3')}`
    : amountOf(amount, decimals);
  draft.coupons.push({ couponId: random.chance(0.1) ? null : couponId, code, discount });
}

/** Each as often as it is named: mostly money goes back, or the order is worked on; an order that went away mostly comes back. */
function whatMayHappen({ random, draft, shop }: Life): string[] {
  const { status, refunds, lines, coupons, fees } = draft;
  if (status === 'trash') return ['restored', 'restored', 'restored', 'deleted'];
  const others = ['processing', 'completed', 'cancelled', 'failed', 'on-hold', 'refunded'];
  const another = random.pick(others.filter((other) => other !== status));
  const back = random.pick(shop.earningStatuses);
  const earns = shop.earningStatuses.includes(status);
  const times = (count: number, event: string) => Array.from({ length: count }, () => event);
  return [
    ...(earns
      ? [...times(7, 'line refund'), ...times(4, 'bare refund'), 'full refund', ...times(2, another), 'trash']
      : [...times(20, back), another]),
    ...(refunds.length > 0 ? times(3, 'refund deleted') : []),
    ...(lines.length > 0 ? ['line removed', 'price', 'quantity'] : []),
    ...(coupons.length < shop.coupons.length ? times(3, 'coupon added') : []),
    ...(coupons.length > 0 ? ['coupon removed'] : []),
    ...(fees.length > 0 ? ['fee removed'] : []),
    ...['line added', 'fee added', 'shipping', 'saved'],
    ...(draft.nextId % 5 === 0 ? ['deleted'] : []),
  ];
}

/** Returns false for what cannot happen to this order. */
function happens(event: string, life: Life): boolean {
  const { random, draft, shop } = life;
  const without = <T>(things: T[]) => things.filter((thing) => thing !== random.pick(things));
  switch (event) {
    case 'line refund':
      return refundLines(life);
    case 'bare refund':
      return refundAmount(life, Math.ceil((leftOf(life) * random.pick([1, 5, 10, 30, 70])) / 100));
    case 'full refund':
      draft.status = 'refunded';
      refundAmount(life, leftOf(life));
      return true;
    case 'refund deleted': {
      const gone = random.pick(draft.refunds);
      draft.refunds = draft.refunds.filter((refund) => refund !== gone);
      return true;
    }
    case 'line added':
      draft.lines.push(aLine(life));
      return true;
    case 'line removed': {
      const gone = random.pick(draft.lines);
      draft.lines = draft.lines.filter((line) => line !== gone);
      return true;
    }
    case 'price':
      random.pick(draft.lines).price = random.int(0, 10_000);
      return true;
    case 'quantity':
      random.pick(draft.lines).quantity = random.int(1, 6);
      return true;
    case 'coupon added': {
      const others = shop.coupons.filter(({ code }) => !draft.coupons.some((used) => used.code === code));
      addCoupon(life, random.pick(others));
      return true;
    }
    case 'coupon removed': {
      const gone = random.pick(draft.coupons);
      draft.coupons = draft.coupons.filter((coupon) => coupon !== gone);
      return true;
    }
    case 'fee added':
      draft.fees.push(anExtra(life, -3_000));
      return true;
    case 'fee removed':
      draft.fees = without(draft.fees);
      return true;
    case 'shipping':
      draft.shipping = several(random, 0, 2, () => anExtra(life, 0));
      return true;
    case 'restored':
      draft.status = random.pick(['processing', 'completed', 'on-hold']);
      return true;
    case 'saved':
      return true;
    default:
      draft.status = event;
      return true;
  }
}

/** Some of some items goes back; now and then in pieces that do not divide, or more than there was. */
function refundLines(life: Life): boolean {
  const { random, draft, decimals } = life;
  const items = [
    ...draft.lines.map((line) => ({
      kind: 'product' as const,
      itemId: line.itemId,
      ...pricesOf(line),
      quantity: line.quantity,
    })),
    ...draft.shipping.map((extra) => ({
      kind: 'shipping' as const,
      itemId: extra.itemId,
      ...extraPrices(extra),
      quantity: 1,
    })),
    ...draft.fees.map((extra) => ({
      kind: 'fee' as const,
      itemId: extra.itemId,
      ...extraPrices(extra),
      quantity: 1,
    })),
  ];
  if (items.length === 0) return false;
  let gross = 0;
  const chosen = random.shuffled(items).slice(0, random.pick([1, 1, 2]));
  const lines = chosen.map(({ kind, itemId, total, tax, quantity }): RefundLine => {
    const pieces = random.int(0, quantity);
    const part = random.pick([1, 1, 1 / 3, 1 / 5, 1 / 7, 1.5]);
    const of = (amount: number) =>
      Math.trunc(pieces > 0 && kind === 'product' ? (amount * pieces) / quantity : amount * part);
    const [net, taxes] = [of(total), random.chance(0.9) ? of(tax) : 0];
    gross += net + taxes;
    return {
      kind,
      itemId: random.chance(0.02) ? null : itemId,
      quantity: kind === 'product' ? pieces : 0,
      total: amountOf(net, decimals),
      totalTax: amountOf(taxes, decimals),
    };
  });
  const besides = random.chance(0.15) ? random.int(1, 2_000) : 0;
  const amount = Math.min(gross + besides, leftOf(life));
  if (amount <= 0) return false;
  addRefund(life, amount, lines);
  return true;
}

function refundAmount(life: Life, amount: number): boolean {
  if (amount <= 0 || amount > leftOf(life)) return false;
  addRefund(life, amount, []);
  return true;
}

function addRefund({ draft, orderId, decimals }: Life, amount: number, lines: RefundLine[]): void {
  const refundId = orderId * 1_000 + draft.nextId++;
  draft.refunds.push({ refundId, createdAt: dayOfOrders, amount: amountOf(amount, decimals), lines });
}

/** WooCommerce gives back at most what was paid and not given back yet. */
function leftOf({ draft, decimals }: Life): number {
  const back = draft.refunds.reduce(
    (sum, refund) => sum + Math.round(Number(refund.amount) * 10 ** decimals),
    0,
  );
  return grossOf(draft) - back;
}

function grossOf({ lines, shipping, fees }: Draft): number {
  const parts = [...lines.map(pricesOf), ...[...shipping, ...fees].map(extraPrices)];
  return Math.max(
    0,
    parts.reduce((sum, { total, tax }) => sum + total + tax, 0),
  );
}

function pricesOf({ price, quantity, discounted, taxed }: Line) {
  const subtotal = price * quantity;
  const total = subtotal - Math.floor((subtotal * discounted) / 100);
  return { subtotal, subtotalTax: taxOf(subtotal, taxed), total, tax: taxOf(total, taxed) };
}

function extraPrices({ amount, taxed }: Extra) {
  return { total: amount, tax: taxOf(amount, taxed) };
}

function taxOf(amount: number, taxed: number): number {
  return Math.round((amount * taxed) / 100);
}

function print({ draft, shop, orderId, decimals, placedAt, click }: Life, modifiedAt: number): OrderSnapshot {
  const amount = (ticks: number) => amountOf(ticks, decimals);
  const extra = (part: Extra) => {
    const { total, tax } = extraPrices(part);
    return { itemId: part.itemId, name: 'Extra', total: amount(total), totalTax: amount(tax) };
  };
  return {
    orderId,
    number: String(orderId),
    status: draft.status,
    currency: shop.currency,
    placedAt: second(placedAt),
    modifiedAt: second(modifiedAt),
    paidAt: null,
    createdVia: 'checkout',
    customerUserId: 0,
    total: amount(grossOf(draft)),
    lines: draft.lines.map((line) => {
      const { subtotal, subtotalTax, total, tax } = pricesOf(line);
      const { itemId, productId, variationId, quantity } = line;
      return {
        ...{ itemId, name: `Product ${productId}`, productId, variationId, quantity },
        ...{ subtotal: amount(subtotal), subtotalTax: amount(subtotalTax) },
        ...{ total: amount(total), totalTax: amount(tax) },
      };
    }),
    shipping: draft.shipping.map(extra),
    fees: draft.fees.map(extra),
    coupons: [...draft.coupons],
    click,
    refunds: [...draft.refunds],
  };
}

function second(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19)}Z`;
}

function amountOf(ticks: number, decimals: number): string {
  const digits = String(Math.abs(ticks)).padStart(decimals + 1, '0');
  const sign = ticks < 0 ? '-' : '';
  return decimals === 0 ? sign + digits : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
