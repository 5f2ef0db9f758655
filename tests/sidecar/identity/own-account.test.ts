import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aStore, type AStore } from '../../support/a-store.ts';
import { aBuyer, type BuyerTold } from '../../support/an-order.ts';
import { anApi, type Api } from '../../support/an-api.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

let store: AStore;
let api: Api;
let shop: Filling;
let nextUser = 50;

beforeAll(async () => {
  store = await aStore();
  store.app.get('/wp-json/wc/v3/customers/:id', (request, response) => {
    const { id } = request.params;
    const names = { first_name: 'John', last_name: 'Smith', billing: { phone: `020 7946 0${id}` } };
    response.json({ id: Number(id), email: `account${id}@shop.example`, ...names });
  });
  api = await anApi({ restUrl: `${store.url}/wp-json/` });
  shop = fill(api);
});
afterEach(() => expectCleanBooks(api.services.database));
afterAll(async () => {
  await api.stop();
  await store.stop();
});

const workOff = async () => {
  while ((await workInbox(api.services)) > 0);
};
/** The commission on an order of this buyer with the affiliate's coupon. */
async function commissionOn(affiliateId: string, buyer: BuyerTold) {
  const coupon = await shop.coupon(`code-${Math.random()}`, affiliateId);
  const orderId = await shop.order([coupon], {}, { buyer: aBuyer(buyer) });
  const { body } = await api.owner('GET', `/commissions?order_id=${orderId}`);
  return (body as { status: string; review: unknown }[])[0];
}
const held = { status: 'held', review: { reasons: ['held_for_review', 'self_referral'] } };
const stranger = { email: 'x@shop.example', name: 'Xenia' };

test('a new affiliate’s account is asked for, and its address and telephone number are theirs', async () => {
  const user = (nextUser += 1);
  const affiliate = await shop.affiliate({ wordpress_user_id: user });
  await workOff();
  const asGuest = { ...stranger, email: `account${user}@shop.example` };
  expect(await commissionOn(affiliate, asGuest)).toMatchObject(held);
  expect(await commissionOn(affiliate, { ...stranger, phone: `+44 20 7946 0${user}` })).toMatchObject(held);
  expect(await commissionOn(affiliate, { email: 'y@shop.example' })).toMatchObject({ status: 'pending' });
});

test('so is the account that an affiliate is given later, once', async () => {
  const user = (nextUser += 1);
  const affiliate = await shop.affiliate();
  store.requests.length = 0;
  await api.owner('PUT', `/affiliates/${affiliate}`, { wordpress_user_id: user });
  await api.owner('PUT', `/affiliates/${affiliate}`, { wordpress_user_id: user, name: 'Johnny' });
  await workOff();
  expect(store.requests.filter(({ path }) => path.includes('/customers/'))).toHaveLength(1);
  const asGuest = { ...stranger, email: `account${user}@shop.example` };
  expect(await commissionOn(affiliate, asGuest)).toMatchObject(held);
});

test('an affiliate’s address, telephone number and payout account of the present count', async () => {
  const paypal = { method: 'paypal', details: 'Money.Box+1@gmail.com' };
  const affiliate = await shop.affiliate({ email: 'one@a.example', phone: '0171 7654321', payout: paypal });
  expect(await commissionOn(affiliate, { email: 'moneybox@gmail.com' })).toMatchObject(held);
  await api.owner('PUT', `/affiliates/${affiliate}`, { email: 'two@a.example', payout: null });
  expect(await commissionOn(affiliate, { email: 'moneybox@gmail.com' })).toMatchObject({ status: 'pending' });
  expect(await commissionOn(affiliate, { email: 'one@a.example' })).toMatchObject({ status: 'pending' });
  expect(await commissionOn(affiliate, { email: 'Two@A.example' })).toMatchObject(held);
  expect(await commissionOn(affiliate, { ...stranger, phone: '+49 171 7654321' })).toMatchObject(held);
});

test('what tells people apart is kept as hashes: no address or number of an affiliate’s account stands in the keys', async () => {
  const [rows] = await api.services.database.pool.query('SELECT kind, key_hash FROM affiliate_keys');
  expect((rows as unknown[]).length).toBeGreaterThan(0);
  for (const { key_hash: hash } of rows as { key_hash: string }[]) expect(hash).toMatch(/^[0-9a-f]{64}$/);
});
