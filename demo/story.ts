import { setTimeout as wait } from 'node:timers/promises';
import type { StoreApi } from './store-api.ts';

const patienceMs = 60_000;
/** Two mugs and a press, 71.00, less the coupon's 10 % is 63.90; of that 10 %. Then one mug goes back: 14.40 less. */
const told = { coupon: 'story10', earned: '6.39', afterRefund: '4.95' };
const cart = [
  { sku: 'stoneware-mug', quantity: 2 },
  { sku: 'french-press', quantity: 1 },
];

interface Order {
  id: number;
  number: string;
  total: string;
  line_items: { id: number; sku: string; total: string; quantity: number }[];
}

/**
 * One order with a coupon, told from the cart to the commission and through a partial refund. Nothing is pushed along: the
 * news takes the way that it takes in every shop. Returns whether every amount came out as it should.
 */
export async function tellStory(
  woo: StoreApi,
  owner: StoreApi,
  programId: string,
  say: (line: string) => void,
): Promise<boolean> {
  await prepare(woo, owner, programId);
  const order = await buy(woo);
  const boughtAt = performance.now();
  say(
    `  A guest buys two mugs and a press with ${told.coupon}: order ${order.number}, ${order.total} EUR to pay`,
  );

  const earned = await amountOnceIt(owner, order.id, (amount) => amount !== undefined);
  say(`  ${since(boughtAt)} later the order has earned ${earned} EUR of commission: 10 % of 63.90`);

  const [mugs] = order.line_items;
  const back = (Number(mugs!.total) / mugs!.quantity).toFixed(2);
  await woo.post(`orders/${order.id}/refunds`, {
    amount: back,
    reason: 'One mug arrived broken',
    api_refund: false,
    line_items: [{ id: mugs!.id, quantity: 1, refund_total: back }],
  });
  const refundedAt = performance.now();
  say(`  One mug comes back broken: ${back} EUR are refunded`);

  const left = await amountOnceIt(owner, order.id, (amount) => amount !== earned);
  say(`  ${since(refundedAt)} later the commission is ${left} EUR: 10 % of 49.50`);

  const isRight = earned === told.earned && left === told.afterRefund;
  if (!isRight)
    say(`  That is wrong: it should be ${told.earned} EUR, and ${told.afterRefund} EUR after the refund`);
  return isRight;
}

/** An affiliate with a coupon of their own, given to them the way an owner does it. */
async function prepare(woo: StoreApi, owner: StoreApi, programId: string): Promise<void> {
  const known = await woo.get<{ id: number }[]>('coupons', { code: told.coupon });
  if (known.length > 0) return;
  const affiliate = await owner.post<{ id: string }>('affiliates', {
    name: 'Stella Story',
    program_id: programId,
  });
  await owner.post('coupons', {
    code: told.coupon,
    discount_type: 'percent',
    amount: '10',
    affiliate_id: affiliate.id,
  });
}

async function buy(woo: StoreApi): Promise<Order> {
  const products = await woo.get<{ id: number; sku: string }[]>('products', { per_page: 100 });
  const idOf = (sku: string) => products.find((product) => product.sku === sku)?.id;
  return woo.post<Order>('orders', {
    status: 'processing',
    payment_method: 'cod',
    payment_method_title: 'Cash on delivery',
    billing: { first_name: 'Gesa', last_name: 'Gast', email: 'gesa.gast@mail.example', country: 'DE' },
    line_items: cart.map(({ sku, quantity }) => ({ product_id: idOf(sku), quantity })),
    shipping_lines: [{ method_id: 'flat_rate', method_title: 'Parcel', total: '5.00' }],
    coupon_lines: [{ code: told.coupon }],
  });
}

async function amountOnceIt(
  owner: StoreApi,
  orderId: number,
  isThere: (amount: string | undefined) => boolean,
): Promise<string | undefined> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const [commission] = await owner.get<{ amount: string }[]>('commissions', { order_id: orderId });
    if (isThere(commission?.amount) || Date.now() > deadline) return commission?.amount;
    await wait(100);
  }
}

function since(start: number): string {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`;
}
