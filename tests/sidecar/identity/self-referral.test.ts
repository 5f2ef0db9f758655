import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { saveAffiliateKeys, selfReferrals } from '@finders-fee/sidecar/database/identity';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import type { AffiliateTold } from '@finders-fee/sidecar/domain/self-referral';
import { recordCustomers } from '@finders-fee/sidecar/use-cases/record-customers';
import { aBuyer, type BuyerTold } from '../../support/an-order.ts';
import { freshDatabase } from '../../support/database.ts';

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of ['affiliate_keys', 'customers', 'customer_keys', 'customer_phones'])
    await database.pool.query(`DELETE FROM ${table}`);
});

const clock = () => new Date('2026-11-03T12:00:00Z');

type John = AffiliateTold & { id: string };

/** John, affiliate and WordPress user 5. */
function john(overrides: AffiliateTold = {}): John {
  return {
    id: makeId('affiliate'),
    email: 'john.smith@gmail.com',
    wordpress_user_id: 5,
    phone: '+44 20 7946 0958',
    payout: { method: 'paypal', details: 'money@smith.example' },
    ...overrides,
  };
}

/** Buyers who ordered, or accounts that were made, before. */
async function known(...buyers: BuyerTold[]): Promise<void> {
  await recordCustomers(
    { database, clock },
    buyers.map((buyer) => aBuyer({ name: '', ...buyer })),
  );
}

async function isOwn(affiliate: John, buyer: BuyerTold, customerId: string | null = null) {
  await saveAffiliateKeys(database.db, affiliate.id, affiliate);
  const purchase = { orderId: 1, customerId, buyer: aBuyer(buyer), affiliateIds: [affiliate.id] };
  const found = await selfReferrals(database.db, [purchase]);
  return found.has(`1 ${affiliate.id}`);
}

describe('an order looks like the affiliate’s own', () => {
  test.each<[string, BuyerTold]>([
    ['with the account', { userId: 5, email: 'other@shop.example' }],
    ['with the address', { email: 'john.smith@gmail.com' }],
    ['with the address in capitals', { email: ' John.Smith@GMAIL.com ' }],
    ['with a plus-tag', { email: 'john.smith+shop@gmail.com' }],
    ['without the dots', { email: 'johnsmith@gmail.com' }],
    ['under the provider’s other name', { email: 'j.o.h.n.smith+1@googlemail.com' }],
    ['with the address that PayPal pays to', { email: 'MONEY@smith.example' }],
    ['with the telephone number', { email: 'x@shop.example', phone: '020 7946 0958' }],
    ['with the telephone number, typed otherwise', { email: null, phone: '0044 (0)20-7946-0958' }],
  ])('%s', async (_how, buyer) => {
    expect(await isOwn(john(), buyer)).toBe(true);
  });

  test('as a guest, with an address that once ordered from the account', async () => {
    await known({ userId: 5, email: 'second@shop.example' });
    expect(await isOwn(john({ email: null, payout: null }), { email: 'second@shop.example' })).toBe(true);
  });

  test('with the account of the affiliate’s address', async () => {
    await known({ userId: 9, email: 'johnsmith@gmail.com' });
    const affiliate = john({ wordpress_user_id: null });
    expect(await isOwn(affiliate, { userId: 9, email: 'new@shop.example' })).toBe(true);
  });

  test('with the telephone number of an order of the affiliate’s own', async () => {
    await known({ email: 'john.smith@gmail.com', phone: '0171 7654321' });
    const affiliate = john({ phone: null });
    expect(await isOwn(affiliate, { email: 'x@shop.example', phone: '+49 171 7654321' })).toBe(true);
  });

  test('when only the stored order tells who bought', async () => {
    const affiliate = john();
    await known({ email: 'x@shop.example', phone: '02079460958' });
    const [[row]] = (await database.pool.query('SELECT id FROM customers')) as unknown as [{ id: string }[]];
    await saveAffiliateKeys(database.db, affiliate.id, affiliate);
    const purchase = { orderId: 1, customerId: row?.id ?? '', buyer: null, affiliateIds: [affiliate.id] };
    expect(await selfReferrals(database.db, [purchase])).toEqual(new Set([`1 ${affiliate.id}`]));
  });

  test('when the affiliate has changed something else since', async () => {
    const affiliate = john();
    await saveAffiliateKeys(database.db, affiliate.id, affiliate);
    const changed = { id: affiliate.id, email: 'j@new.example' };
    expect(await isOwn(changed, { email: 'money@smith.example' })).toBe(true);
  });

  test('when the payout account’s address stands among other words', async () => {
    const affiliate = john({
      payout: { method: 'other', details: 'Wise, to <Pay.Me@Smith.example>; thanks' },
    });
    expect(await isOwn(affiliate, { email: 'pay.me@smith.example' })).toBe(true);
  });
});

describe('an order looks like somebody else’s', () => {
  test.each<[string, BuyerTold]>([
    ['with the same surname', { email: 'jane.smith@gmail.com', name: 'Jane Smith' }],
    ['at the same domain', { email: 'sales@smith.example' }],
    ['at an address that differs by a dot where dots count', { email: 'mon.ey@smith.example' }],
    ['without anything', { email: null, phone: null, name: '' }],
    ['with another account', { userId: 6, email: 'x@shop.example' }],
    ['with a number that differs by a digit', { email: null, phone: '020 7946 0959' }],
    ['with an anonymised address', { email: 'deleted@site.invalid' }],
  ])('%s', async (_how, buyer) => {
    expect(await isOwn(john(), buyer)).toBe(false);
  });

  test.each([null, '', '112', '12345', '-', '000000000'])(
    'when both have the telephone %j',
    async (phone) => {
      await known({ email: 'john.smith@gmail.com', phone });
      expect(await isOwn(john({ phone }), { email: 'x@shop.example', phone })).toBe(false);
    },
  );

  test('when the affiliate told nothing', async () => {
    const nobody = john({ email: null, wordpress_user_id: null, phone: null, payout: null });
    expect(await isOwn(nobody, { userId: 0, email: null })).toBe(false);
  });

  test('when the affiliate has changed the address since', async () => {
    const affiliate = john({ wordpress_user_id: null });
    await saveAffiliateKeys(database.db, affiliate.id, affiliate);
    expect(await isOwn({ ...affiliate, email: 'j@new.example' }, { email: 'johnsmith@gmail.com' })).toBe(
      false,
    );
  });
});

describe('customers', () => {
  test('who turn out to be one keep the telephone numbers of both', async () => {
    await known({ email: 'x@shop.example', phone: '0171 7654321' });
    await known({ userId: 9, email: 'y@shop.example', phone: '0172 7654321' });
    await known({ userId: 9, email: 'x@shop.example', phone: '0171 7654321' });
    const [people] = await database.pool.query('SELECT id FROM customers');
    const [phones] = await database.pool.query('SELECT DISTINCT phone_hash FROM customer_phones');
    const [strays] = await database.pool.query(
      'SELECT 1 FROM customer_phones WHERE customer_id NOT IN (SELECT id FROM customers)',
    );
    expect([people, phones, strays]).toMatchObject([{ length: 1 }, { length: 2 }, { length: 0 }]);
  });

  test('are asked for in as many queries for a hundred orders as for one', async () => {
    const affiliates = Array.from({ length: 20 }, (_, index) =>
      john({ email: `a${index}@shop.example`, wordpress_user_id: null, phone: null, payout: null }),
    );
    for (const affiliate of affiliates) await saveAffiliateKeys(database.db, affiliate.id, affiliate);
    const purchases = Array.from({ length: 100 }, (_, index) => ({
      orderId: index,
      customerId: null,
      buyer: aBuyer({ email: `a${index}@shop.example` }),
      affiliateIds: affiliates.map(({ id }) => id),
    }));
    expect(await queriesOf(() => selfReferrals(database.db, purchases))).toBe(
      await queriesOf(() => selfReferrals(database.db, purchases.slice(0, 1))),
    );
    expect((await selfReferrals(database.db, purchases)).size).toBe(20);
  });
});

/** Each query outside a transaction takes a connection from the pool. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  let taken = 0;
  const count = () => (taken += 1);
  database.pool.on('acquire', count);
  await work();
  database.pool.off('acquire', count);
  return taken;
}
