import { currencyExponent, type Commission, type Explanation } from '@finders-fee/shared';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { expectOk, type Shop as RealShop } from '../../support/a-shop.ts';
import { secondOpinion } from '../../model/second-opinion.ts';
import { questionAbout, type Shop } from '../../model/shop.ts';
import { readOrders, type ReadOrder } from './read-orders.ts';

/** An order of a random shop, and what was done to it. */
export interface Life {
  index: number;
  /** 0: not placed yet. */
  orderId: number;
  log: string[];
  /** Of the shop as the order was first seen in it. */
  rules: Pick<Shop, 'policy' | 'earningStatuses' | 'linkDays'> | undefined;
}

export interface Comparison {
  compared: number;
  /** Of those, where somebody earns. */
  earning: number;
  /** Each a description of an order that the books do not agree about. */
  mismatches: string[];
}

/** Holds the commissions of all these orders against the second opinion about what the store's REST API says of them now. */
export async function compareOrders(
  real: RealShop,
  shop: Shop,
  { lives, money }: { lives: readonly Life[]; money: { currency: string; priceDecimals: number } },
): Promise<Comparison> {
  const placed = lives.filter(({ orderId }) => orderId > 0);
  const orderIds = placed.map(({ orderId }) => orderId);
  const orders = await readOrders(real.woo, orderIds);
  const commissions = await readCommissions(real, Math.min(...orderIds));
  const comparison: Comparison = { compared: 0, earning: 0, mismatches: await readUnread(real, lives) };
  for (const life of placed) {
    const read = orders.get(life.orderId);
    const own = commissions.filter((commission) => commission.order_id === life.orderId);
    const { policy, earningStatuses, linkDays } = shop;
    if (read && read.order.status !== 'checkout-draft') life.rules ??= { policy, earningStatuses, linkDays };
    const opinions = opinionsAbout(read, { ...shop, ...life.rules }, money);
    const people = new Set([...opinions.keys(), ...own.map(({ affiliate_id: id }) => id)]);
    const wrong = [...people].flatMap((person) => {
      const { amountMinor, baseMinor } = opinions.get(person) ?? { amountMinor: 0n, baseMinor: 0n };
      const commission = own.find(({ affiliate_id: id }) => id === person);
      const amount = commission ? minorOf(commission.amount) : 0n;
      const base = commission ? minorOf(commission.base_amount) : baseMinor;
      if (amount === amountMinor && base === baseMinor) return [];
      return [
        `${person} has ${amount} of ${base}, and the second opinion says ${amountMinor} of ${baseMinor}`,
      ];
    });
    comparison.compared += 1;
    if ([...opinions.values()].some(({ amountMinor }) => amountMinor > 0n)) comparison.earning += 1;
    if (wrong.length > 0) comparison.mismatches.push(await tell(real, shop, { life, read, own, wrong }));
  }
  return comparison;
}

function opinionsAbout(
  read: ReadOrder | undefined,
  shop: Shop,
  { currency, priceDecimals: decimals }: { currency: string; priceDecimals: number },
): ReturnType<typeof secondOpinion> {
  if (!read) return new Map();
  const exponent = currencyExponent(read.order.currency, { currency, decimals });
  return secondOpinion({ ...questionAbout(shop, read.order), exponent });
}

async function readCommissions({ owner }: RealShop, firstOrderId: number): Promise<Commission[]> {
  const commissions: Commission[] = [];
  for (let page = 1; ; page += 1) {
    const query = { per_page: 100, page, orderby: 'order_id', order: 'desc' };
    const rows = expectOk(await owner.get<Commission[]>('commissions', query));
    commissions.push(...rows);
    if (rows.length < 100 || (rows.at(-1)?.order_id ?? 0) < firstOrderId) return commissions;
  }
}

/** What the sidecar takes again and again and cannot read. Only word of a deleted refund that came and went unseen waits, and gives way by itself. */
async function readUnread({ databaseUrl, woo }: RealShop, lives: readonly Life[]): Promise<string[]> {
  const connection = await createConnection(databaseUrl);
  const [rows] = await connection.query<RowDataPacket[]>(
    "SELECT resource, resource_id, last_error FROM inbox WHERE resource <> 'refund'",
  );
  await connection.end();
  const unread: string[] = [];
  for (const { resource, resource_id: id, last_error: error } of rows) {
    const life = lives.find(({ orderId }) => orderId === id);
    const bodies = [await woo.get(`orders/${id}`), await woo.get(`orders/${id}/refunds`)];
    const printed = bodies.map(({ data }) => JSON.stringify(data)).join('\n');
    unread.push(`${resource} ${id} is not read: ${error}\n${life?.log.join(', ')}\n${printed}`);
  }
  return unread;
}

interface Mismatch {
  life: Life;
  read: ReadOrder | undefined;
  own: readonly Commission[];
  wrong: string[];
}

/** All that it takes to do the arithmetic by hand. */
async function tell(real: RealShop, shop: Shop, { life, read, own, wrong }: Mismatch): Promise<string> {
  const receipts: string[] = [];
  for (const { id, affiliate_id: whose, status } of own) {
    const { terms, steps } = expectOk(await real.owner.get<Explanation>(`commissions/${id}/explanation`));
    receipts.push(
      `${whose}, ${status}, by ${JSON.stringify(terms)}`,
      ...steps.map(({ code, amount, label }) => `  ${code} ${amount}: ${label}`),
    );
  }
  const { data: attribution } = await real.owner.get(`orders/${life.orderId}/attribution`);
  return [
    `Order ${life.orderId}: ${life.log.join(', ')}`,
    ...wrong,
    ...(read ? print(read, shop) : ['The store has it no more']),
    JSON.stringify(life.rules),
    ...receipts,
    JSON.stringify(attribution),
  ].join('\n');
}

const itemKinds = ['line_items', 'shipping_lines', 'fee_lines'];

function print({ body, refunds }: ReadOrder, { coupons }: Shop): string[] {
  const items = (of: any, indent: string) =>
    itemKinds.flatMap((kind) =>
      of[kind].map(({ id, name, product_id: product, quantity, subtotal, subtotal_tax, ...item }: any) => {
        const of = item.meta_data.find(({ key }: any) => key === '_refunded_item_id')?.value;
        const { total, total_tax } = item;
        const figures = { id, of, name, product, quantity, subtotal, subtotal_tax, total, total_tax };
        return `${indent}${kind} ${JSON.stringify(figures)}`;
      }),
    );
  return [
    `${body.status}, ${body.total} ${body.currency}, placed ${body.date_created_gmt}`,
    ...items(body, '  '),
    ...body.coupon_lines.map(({ code, discount }: any) => {
      return `  ${code} ${discount} ${JSON.stringify(coupons.find((coupon) => coupon.code === code))}`;
    }),
    ...refunds.flatMap((refund: any) => [`  refund ${refund.id} ${refund.amount}`, ...items(refund, '    ')]),
  ];
}

function minorOf(printed: string): bigint {
  return BigInt(printed.replace('.', ''));
}
