import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { aBuyer, oneHoodie } from '../../support/an-order.ts';
import { aLife, type Life } from '../../support/a-life.ts';

describe('the owner’s word on a commission', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectSettled());
  afterAll(() => life.stop());

  async function earned() {
    const { id, coupon } = await life.earner();
    const orderId = await life.shop.order([coupon]);
    return { affiliateId: id, coupon, orderId, id: (await life.commissionOf(orderId)).id };
  }
  /** One after the other; returns the last answer. */
  async function through(id: string, ...actions: string[]) {
    let answer = await life.owner('GET', `/commissions/${id}`);
    for (const action of actions) answer = await life.review(id, action);
    return answer;
  }

  test.each([
    [['approve'], { status: 'approved' }, { approved: '13.50', balance: '13.50' }],
    [['hold'], { status: 'held' }, { held: '13.50', balance: '13.50' }],
    [['hold', 'release'], { status: 'pending' }, { pending: '13.50' }],
    [['hold', 'approve'], { status: 'approved' }, { approved: '13.50' }],
    [['approve', 'hold'], { status: 'held' }, { held: '13.50', approved: '0.00' }],
    [['reject'], { status: 'rejected', amount: '0.00' }, { balance: '0.00' }],
    [['hold', 'reject'], { status: 'rejected', amount: '0.00' }, { held: '0.00', balance: '0.00' }],
    [['approve', 'reject'], { status: 'rejected', amount: '0.00' }, { approved: '0.00', balance: '0.00' }],
    [['reject', 'release'], { status: 'pending', amount: '13.50' }, { pending: '13.50' }],
    [['reject', 'approve'], { status: 'approved', amount: '13.50' }, { approved: '13.50' }],
  ])('%j', async (actions, commission, balance) => {
    const { id, affiliateId } = await earned();
    expect(await through(id, ...actions)).toMatchObject({ status: 200, body: commission });
    expect(await life.balanceOf(affiliateId)).toMatchObject(balance);
  });

  test('said twice changes nothing but the note', async () => {
    const { id, affiliateId } = await earned();
    for (const action of ['hold', 'approve', 'reject']) {
      await life.review(id, action, 'once');
      const entries = await life.entriesOf(affiliateId);
      expect(await life.review(id, action)).toMatchObject({
        status: 200,
        body: { review: { note: 'once' } },
      });
      expect((await life.review(id, action, 'twice')).body.review.note).toBe('twice');
      expect(await life.entriesOf(affiliateId)).toEqual(entries);
    }
  });

  test('is written into the ledger with the note, and shown with the commission', async () => {
    const { id, affiliateId, orderId } = await earned();
    const held = await life.review(id, 'hold', 'Ask Ann first');
    expect(held.body.review).toEqual({ reasons: ['held_for_review'], note: 'Ask Ann first' });
    const { body: rows } = await life.owner('GET', `/redemptions?order_id=${orderId}`);
    expect(rows).toMatchObject([{ status: 'held', reasons: ['winner', 'held_for_review'] }]);
    const rejected = await life.review(id, 'reject', 'A friend of hers');
    expect(rejected.body).toMatchObject({
      review: { reasons: ['rejected'], note: 'A friend of hers' },
      summary: { code: 'rejected' },
    });
    const { body } = await life.owner('GET', `/ledger?affiliate_id=${affiliateId}&order=asc`);
    expect(body).toMatchObject([
      { kind: 'earned', amount: '13.50', to: 'pending' },
      { kind: 'adjusted', amount: '0.00', from: 'pending', to: 'held', reason: 'Ask Ann first' },
      { kind: 'reversed', amount: '-13.50', from: 'held', to: 'expense', reason: 'A friend of hers' },
    ]);
    const explained = await life.owner('GET', `/commissions/${id}/explanation`);
    expect(explained.body).toMatchObject({ amount: '0.00' });
  });

  test('a rejected commission stays so whatever becomes of its order, and comes back as the order is by then', async () => {
    const { id, coupon, orderId, affiliateId } = await earned();
    await life.review(id, 'reject');
    await life.shop.order([coupon], { orderId, refunds: [oneHoodie], modifiedAt: '2026-11-05T09:00:00Z' });
    expect(await life.commissionOf(orderId)).toMatchObject({ status: 'rejected', amount: '0.00' });
    const back = await life.review(id, 'release');
    expect(back.body).toMatchObject({ status: 'pending', amount: '9.00', review: null });
    expect(await life.entriesOf(affiliateId)).toEqual([
      ['earned', '13.50'],
      ['reversed', '-13.50'],
      ['adjusted', '9.00'],
    ]);
  });

  test('the reports count a rejected commission as earned by nobody, and again when it is back', async () => {
    const { id, affiliateId, orderId } = await earned();
    const ofAffiliate = async () => {
      const [rows] = await life.api.services.database.pool.query(
        `SELECT SUM(orders) AS orders, SUM(commission_minor) AS commission FROM daily_totals
         WHERE dimension = 'affiliate' AND subject = ?`,
        [affiliateId],
      );
      const [row] = rows as { orders: unknown; commission: unknown }[];
      return [Number(row?.orders), Number(row?.commission)];
    };
    expect(await ofAffiliate()).toEqual([1, 1350]);
    await life.review(id, 'reject');
    expect(await ofAffiliate()).toEqual([0, 0]);
    await life.review(id, 'approve');
    expect(await ofAffiliate()).toEqual([1, 1350]);
    expect((await life.commissionOf(orderId)).status).toBe('approved');
  });

  test.each([
    ['hold', 'is paid, so it is too late to hold it; cancel its payout first'],
    ['reject', 'is paid, so it is too late to reject it; cancel its payout first'],
    ['release', 'is paid, so it is too late to release it; cancel its payout first'],
    ['approve', 'was approved and paid already'],
  ])('a paid commission refuses to %s', async (action, why) => {
    const { id, affiliateId } = await earned();
    await life.review(id, 'approve');
    await life.payAll(affiliateId);
    expect(await life.review(id, action)).toMatchObject({
      status: 409,
      body: { code: 'conflict', message: `Commission ${id} ${why}.` },
    });
  });

  test.each(['approve', 'reject', 'hold'])(
    'of one that is worth nothing there is nothing to %s',
    async (action) => {
      const { id, coupon, orderId } = await earned();
      await life.shop.order([coupon], { orderId, status: 'cancelled', modifiedAt: '2026-11-05T09:00:00Z' });
      const refused = await life.review(id, action);
      expect(refused.status).toBe(409);
      expect(refused.body.message).toContain(`worth nothing at present, so there is nothing to ${action}`);
    },
  );

  test('what is not held cannot be released, and what is rejected cannot be held', async () => {
    const { id } = await earned();
    expect((await through(id, 'approve', 'release')).status).toBe(409);
    expect((await through(id, 'reject', 'hold')).status).toBe(409);
  });

  test('what a proposed payout counts on cannot be taken out of it, until it is cancelled', async () => {
    const { id, affiliateId } = await earned();
    await life.review(id, 'approve');
    const [payout] = await life.propose(affiliateId);
    for (const action of ['hold', 'reject']) {
      const refused = await life.review(id, action);
      expect(refused.status).toBe(409);
      expect(refused.body.message).toContain('part of a payout that is proposed');
    }
    await life.owner('POST', `/payouts/${payout!.id}/cancel`);
    expect((await life.review(id, 'reject')).status).toBe(200);
  });

  test('in bulk: each is answered by itself', async () => {
    const [first, second, paid] = [await earned(), await earned(), await earned()];
    await life.review(paid.id, 'approve');
    await life.payAll(paid.affiliateId);
    const unknown = `com_${'0'.repeat(32)}`;
    const ids = [first.id, paid.id, unknown, second.id];
    const { body } = await life.owner('POST', '/commissions/bulk', { ids, action: 'reject', note: 'Fraud' });
    expect(body).toEqual({
      rows: [
        { id: first.id, verdict: 'done' },
        { id: paid.id, verdict: 'refused', reason: expect.stringContaining('too late to reject it') },
        { id: unknown, verdict: 'refused', reason: `There is no commission "${unknown}".` },
        { id: second.id, verdict: 'done' },
      ],
    });
    expect((await life.commissionOf(second.orderId)).status).toBe('rejected');
  });

  test.each([
    [{ ids: [], action: 'approve' }],
    [{ ids: ['com_1'], action: 'approve' }],
    [{ ids: [`com_${'0'.repeat(32)}`], action: 'pay' }],
    [{ ids: Array.from({ length: 101 }, () => `com_${'0'.repeat(32)}`), action: 'hold' }],
  ])('in bulk: %j is refused', async (body) => {
    expect((await life.owner('POST', '/commissions/bulk', body)).status).toBe(400);
  });

  test('needs a commission, and takes no other field than a note', async () => {
    const { id } = await earned();
    expect((await life.review(`com_${'0'.repeat(32)}`, 'approve')).status).toBe(404);
    expect((await life.owner('POST', `/commissions/${id}/approve`, { reason: 'no' })).status).toBe(400);
    expect((await life.review(id, 'approve', 'x'.repeat(151))).status).toBe(400);
    expect((await life.owner('POST', `/commissions/${id}/approve`, {})).status).toBe(200);
  });

  test('on a sale to oneself: it is held at first, and says why whatever becomes of it', async () => {
    const { id, coupon } = await life.earner({ email: 'jo.hn+shop@gmail.com' });
    const buyer = aBuyer({ email: 'John@googlemail.com' });
    const held = await life.shop.order([coupon], {}, { buyer });
    const other = await life.shop.order([coupon], {}, { buyer });
    const commission = await life.commissionOf(held);
    const reasons = ['held_for_review', 'self_referral'];
    expect(commission).toMatchObject({ status: 'held', review: { reasons, note: null } });
    expect(await life.balanceOf(id)).toMatchObject({ held: '27.00', pending: '0.00' });
    expect((await life.owner('GET', `/commissions?affiliate_id=${id}&status=held`)).body).toHaveLength(2);
    const approved = await life.review(commission.id, 'approve', 'For a friend');
    expect(approved.body.review).toEqual({ reasons: ['self_referral'], note: 'For a friend' });
    const rejected = await life.review((await life.commissionOf(other)).id, 'reject');
    expect(rejected.body.review).toEqual({ reasons: ['rejected', 'self_referral'], note: null });
  });

  test('on one of two who share an order leaves the other’s as it is', async () => {
    await life.owner('PUT', '/settings', { multiple_coupons: 'split' });
    const [john, ann] = [await life.earner(), await life.earner()];
    const orderId = await life.shop.order([john.coupon, ann.coupon]);
    await life.owner('PUT', '/settings', { multiple_coupons: 'last' });
    const { body } = await life.owner('GET', `/commissions?order_id=${orderId}&affiliate_id=${john.id}`);
    const [own] = body as { id: string; amount: string }[];
    const before = await life.balanceOf(ann.id);
    await life.review(own!.id, 'reject');
    expect(await life.balanceOf(ann.id)).toEqual(before);
    await life.expectSettled();
    expect((await life.review(own!.id, 'release')).body.amount).toBe(own!.amount);
  });
});

describe('the owner’s word on a sale outside the shop', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectSettled());
  afterAll(() => life.stop());

  test('is the same: held, rejected, back, approved and paid', async () => {
    const { id, coupon } = await life.earner();
    const sale = {
      coupon_code: coupon.code,
      amount: '200.00',
      order_reference: 'Fair 7',
      sold_on: '2026-11-09',
    };
    expect((await life.owner('POST', '/offline-sales', sale)).status).toBe(201);
    const { body } = await life.owner('GET', `/commissions?affiliate_id=${id}`);
    const commission = (body as { id: string }[])[0]!;
    expect((await life.review(commission.id, 'hold')).body.status).toBe('held');
    expect((await life.review(commission.id, 'reject')).body).toMatchObject({ amount: '0.00' });
    expect(await life.balanceOf(id)).toMatchObject({ balance: '0.00' });
    expect((await life.review(commission.id, 'approve')).body).toMatchObject({
      status: 'approved',
      amount: '20.00',
    });
    const payout = await life.payAll(id);
    expect(payout).toMatchObject({
      amount: '20.00',
      items: [{ commission_id: commission.id, order_number: 'Fair 7', amount: '20.00' }],
    });
  });
});
