import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { workInbox } from '@finders-fee/sidecar/jobs/work-inbox';
import { fill, type Filling } from '../../support/a-filled-shop.ts';
import { aCouponBody, aStore, type AStore } from '../../support/a-store.ts';
import { anApi, fieldsOf, type Api } from '../../support/an-api.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

describe('coupons', () => {
  let store: AStore;
  let api: Api;
  let shop: Filling;
  let john: string;
  let nextId = 5000;
  beforeAll(async () => {
    store = await aStore();
    teachToWriteCoupons(store, () => (nextId += 1));
    api = await anApi({ restUrl: `${store.url}/wp-json/` });
    shop = fill(api);
    john = await shop.affiliate({ name: 'John' });
  });
  beforeEach(() => (store.fault = undefined));
  afterEach(() => expectCleanBooks(api.services.database));
  afterAll(async () => {
    await api.stop();
    await store.stop();
  });
  const workOff = async () => {
    while ((await workInbox(api.services)) > 0);
  };
  const amountOf = async (orderId: number) =>
    ((await api.owner('GET', `/commissions?order_id=${orderId}`)).body as { amount: string }[])[0]?.amount;

  test('a coupon is made in the store and belongs to its affiliate at once', async () => {
    const { status, body } = await api.owner('POST', '/coupons', {
      code: 'Summer-10',
      discount_type: 'percent',
      amount: '10',
      affiliate_id: john,
      expires_on: '2099-12-31',
      rate: { type: 'fixed_per_item', value: '2' },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      code: 'summer-10',
      rate: { type: 'fixed_per_item', value: '2', currency: 'EUR' },
      affiliate_id: john,
      affiliate_name: 'John',
      expires_on: '2099-12-31',
      status: 'active',
      sync: 'synced',
    });
    const placedAt = new Date().toISOString();
    const orderId = await shop.order([{ couponId: body.id, code: body.code, discount: '15.00' }], {
      placedAt,
    });
    expect(await amountOf(orderId)).toBe('6.00');
    const { body: affiliate } = await api.owner('GET', `/affiliates/${john}`);
    expect(affiliate.coupons).toEqual([{ id: body.id, code: 'summer-10' }]);
  });

  test('a code that the store has already is refused with one that is free', async () => {
    const coupon = { code: 'taken', discount_type: 'percent', amount: '10' };
    await api.owner('POST', '/coupons', coupon);
    await api.owner('POST', '/coupons', { ...coupon, code: 'taken-2' });
    const refused = await api.owner('POST', '/coupons', coupon);
    expect(refused).toMatchObject({ status: 409, body: { code: 'coupon_code_taken' } });
    expect(refused.body.message).toContain('"taken-3" is free');
    expect(fieldsOf(refused)).toEqual(['body.code']);
  });

  test.each([
    [{ amount: '101' }, 'body.amount'],
    [{ amount: '-1' }, 'body.amount'],
    [{ code: 'a b' }, 'body.code'],
    [{ affiliate_id: `aff_${'0'.repeat(32)}` }, 'body.affiliate_id'],
    [{ usage_limit: 3 }, 'body.usage_limit'],
    [{ expires_on: '2026-02-30' }, 'body.expires_on'],
    [{ rate: { type: 'percent', value: '0' } }, 'body.rate.value'],
    [{ rate: { type: 'fixed_per_item', value: '1.005' } }, 'body.rate.value'],
    [{ rate: { type: 'fixed_per_item', value: '1', currency: 'XQZ' } }, 'body.rate.currency'],
  ])('a coupon with %j is refused before the store is asked', async (change, field) => {
    const asked = store.requests.length;
    const refused = await api.owner('POST', '/coupons', {
      code: 'fine',
      discount_type: 'percent',
      amount: '10',
      ...change,
    });
    expect(refused.status).toBe(400);
    expect(fieldsOf(refused)).toEqual([field]);
    expect(store.requests).toHaveLength(asked);
  });

  test('a store that is out of reach leaves nothing behind', async () => {
    store.fault = { status: 500, body: { code: 'down' } };
    const before = (await api.owner('GET', '/coupons')).headers.get('X-WP-Total');
    const refused = await api.owner('POST', '/coupons', {
      code: 'later',
      discount_type: 'percent',
      amount: '10',
    });
    expect(refused).toMatchObject({ status: 502, body: { code: 'store_unreachable' } });
    expect((await api.owner('GET', '/coupons')).headers.get('X-WP-Total')).toBe(before);
  });

  test('an answer of the store that cannot be read is not blamed on who asked', async () => {
    store.fault = { status: 201, body: { id: 'none' } };
    const coupon = { code: 'unread', discount_type: 'percent', amount: '10' };
    const refused = await api.owner('POST', '/coupons', coupon);
    expect(refused).toMatchObject({ status: 500, body: { code: 'internal_error', data: { details: [] } } });
  });

  test('the orders of an ownerless coupon are offered, and earn when they are given away too', async () => {
    const coupon = await shop.coupon('old-hand');
    const orders = [
      await shop.order([coupon]),
      await shop.order([coupon]),
      await shop.order([coupon], { status: 'cancelled' }),
    ];
    const { body: offer } = await api.owner('GET', `/coupons/${coupon.couponId}/past-orders`);
    expect(offer).toEqual({
      coupon_id: coupon.couponId,
      orders: 2,
      totals: [{ currency: 'EUR', sales: '270.00' }],
      history_complete: false,
    });
    await api.owner('PUT', `/coupons/${coupon.couponId}`, { affiliate_id: john, owns_past_orders: true });
    await workOff();
    expect(await Promise.all(orders.map(amountOf))).toEqual(['13.50', '13.50', undefined]);
    expect((await api.owner('GET', `/coupons/${coupon.couponId}/past-orders`)).body.orders).toBe(0);
  });

  test('a new owner earns from now on and the one before keeps what was earned', async () => {
    const coupon = await shop.coupon('handed-on', john);
    const before = await shop.order([coupon]);
    const ann = await shop.affiliate({ name: 'Ann' });
    const { body } = await api.owner('PUT', `/coupons/${coupon.couponId}`, { affiliate_id: ann });
    expect(body).toMatchObject({ affiliate_id: ann, affiliate_name: 'Ann' });
    await workOff();
    expect((await api.owner('GET', `/commissions?order_id=${before}`)).body).toMatchObject([
      { affiliate_id: john },
    ]);
    const { body: owners } = await api.owner('GET', `/coupons/${coupon.couponId}/owners`);
    expect(owners).toMatchObject([
      { affiliate_id: ann, to: null },
      { affiliate_id: john, from: null },
    ]);
    expect(owners[0].from).toBe(owners[1].to);
  });

  test('a deleted coupon goes to the store’s trash and earns nothing from then on (S1-11)', async () => {
    const { body: coupon } = await api.owner('POST', '/coupons', {
      code: 'gone-soon',
      discount_type: 'percent',
      amount: '10',
      affiliate_id: john,
    });
    const line = { couponId: coupon.id as number, code: 'gone-soon', discount: '15.00' };
    const before = await shop.order([line], { placedAt: new Date().toISOString() });
    const { status, body } = await api.owner('DELETE', `/coupons/${coupon.id}`);
    expect([status, body.status, body.affiliate_id]).toEqual([200, 'trashed', null]);
    expect(store.coupons.get(coupon.id)).toMatchObject({ status: 'trash' });
    const after = await shop.order([line], { placedAt: new Date(Date.now() + 60_000).toISOString() });
    expect([await amountOf(before), await amountOf(after)]).toEqual(['13.50', undefined]);
  });

  test('an affiliate who is taken away leaves working coupons that earn nothing, and the books', async () => {
    const bob = await shop.affiliate({ name: 'Bob', wordpress_user_id: 77 });
    const coupon = await shop.coupon('bobs', bob);
    const orderId = await shop.order([coupon]);
    expect((await api.owner('DELETE', `/affiliates/${bob}`)).status).toBe(200);
    expect((await api.owner('GET', `/coupons/${coupon.couponId}`)).body).toMatchObject({
      status: 'active',
      affiliate_id: null,
    });
    expect((await api.owner('GET', `/commissions?order_id=${orderId}`)).body).toMatchObject([
      { affiliate_name: 'Bob', amount: '13.50' },
    ]);
    expect((await shop.affiliate({ name: 'Bob again', wordpress_user_id: 77 })).startsWith('aff_')).toBe(
      true,
    );
  });

  test('one WordPress user is one affiliate', async () => {
    const program = await shop.program();
    const one = { name: 'Carl', program_id: program, wordpress_user_id: 88 };
    const answers = await Promise.all([1, 2, 3].map(() => api.owner('POST', '/affiliates', one)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });

  test('the list tells active, expired, drafted and trashed coupons apart, and whose they are', async () => {
    await shop.coupon('list-active', john);
    await shop.coupon('list-expired', null, { expiresOn: '2020-01-01' });
    await shop.coupon('list-draft', null, { status: 'draft' });
    await shop.coupon('list-trash', null, { status: 'trash' });
    await shop.coupon('list-used-by-nobody', john);
    const list = async (query: string) =>
      (
        (await api.owner('GET', `/coupons?search=list-&orderby=code&order=asc${query}`)).body as {
          code: string;
          status: string;
        }[]
      ).map(({ code, status }) => [code, status]);
    expect(await list('')).toEqual([
      ['list-active', 'active'],
      ['list-draft', 'draft'],
      ['list-expired', 'expired'],
      ['list-trash', 'trashed'],
      ['list-used-by-nobody', 'active'],
    ]);
    expect(await list('&assigned=true')).toHaveLength(2);
    expect(await list('&assigned=false')).toHaveLength(3);
    expect(await list(`&affiliate_id=${john}`)).toHaveLength(2);
  });
});

/** As the real store does: a code that is taken is refused, DELETE without `force` is the trash. */
function teachToWriteCoupons(store: AStore, makeId: () => number): void {
  store.app.post('/wp-json/wc/v3/coupons', async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const given = JSON.parse(Buffer.concat(chunks).toString()) as Record<string, string>;
    if (
      [...store.coupons.values()].some(({ code, status }) => code === given['code'] && status === 'publish')
    ) {
      const code = 'woocommerce_rest_coupon_code_already_exists';
      response.status(400).json({ code, message: 'The coupon code already exists', data: { status: 400 } });
      return;
    }
    const id = makeId();
    const day = given['date_expires'];
    const expiry = day === undefined ? {} : { date_expires: `${day}T00:00:00` };
    const coupon = aCouponBody(id, { ...given, ...expiry });
    store.coupons.set(id, coupon);
    response.status(201).json(coupon);
  });
  store.app.delete('/wp-json/wc/v3/coupons/:id', (request, response) => {
    const coupon = store.coupons.get(Number(request.params.id));
    if (coupon) coupon['status'] = 'trash';
    response.json(coupon);
  });
}
