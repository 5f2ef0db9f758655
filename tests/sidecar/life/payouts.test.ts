import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { writeStoreConnection } from '@finders-fee/sidecar/database/store-connection';
import type { CouponLine } from '@finders-fee/sidecar/domain/order-snapshot';
import { aLine, bareRefund, oneHoodie } from '../../support/an-order.ts';
import { aLife, type Life } from '../../support/a-life.ts';

const nextDay = '2026-11-04T09:00:00Z';
const everything = { refunds: [{ ...bareRefund, amount: '174.00' }], modifiedAt: nextDay };

describe('payouts', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectSettled());
  afterAll(() => life.stop());

  /** An affiliate with so many approved commissions of 13.50. */
  async function approved(count = 1) {
    const { id, coupon } = await life.earner();
    const orders: number[] = [];
    for (let made = 0; made < count; made += 1) {
      const orderId = await life.shop.order([coupon]);
      await life.review((await life.commissionOf(orderId)).id, 'approve');
      orders.push(orderId);
    }
    return { id, coupon, orders };
  }
  /** One more, of 9.001, from a while in which the store had a decimal more. */
  async function approveFiner(coupon: CouponLine) {
    const { services, store } = life.api;
    const withDecimals = (decimals: number) =>
      writeStoreConnection(
        services.database.db,
        { ...store, facts: { ...store.facts, price_decimals: decimals } },
        services.config.key,
      );
    await withDecimals(3);
    const finer = await life.shop.order([coupon], { lines: [aLine({ total: '90.005' })], shipping: [] });
    await life.review((await life.commissionOf(finer)).id, 'approve');
    await withDecimals(2);
  }
  /** An order whose commission is 20.00. */
  const worth20 = { lines: [aLine({ subtotal: '200.00', total: '200.00' })], shipping: [], total: '200.00' };

  test('a proposal holds each approved commission, and nothing is paid yet', async () => {
    const { id, orders } = await approved(2);
    const pending = await life.shop.order([(await life.earner()).coupon]);
    const { status, body } = await life.owner('POST', '/payouts', { affiliate_id: id });
    expect(status).toBe(201);
    expect(body).toMatchObject([
      {
        affiliate_id: id,
        currency: 'EUR',
        amount: '27.00',
        status: 'proposed',
        items: orders.map((orderId) => ({ order_number: String(orderId), amount: '13.50' })),
        paid_at: null,
      },
    ]);
    expect((await life.commissionOf(pending)).status).toBe('pending');
    expect(await life.balanceOf(id)).toMatchObject({ approved: '27.00', paid: '0.00', balance: '27.00' });
    expect((await life.owner('GET', `/payouts/${body[0].id}`)).body).toEqual(body[0]);
  });

  test('who has a proposal gets no second one, and who has nothing approved gets none', async () => {
    const { id } = await approved();
    await life.propose(id);
    const again = await life.owner('POST', '/payouts', { affiliate_id: id });
    expect(again).toMatchObject({ status: 200, body: [] });
    expect(await life.propose((await life.earner()).id)).toEqual([]);
  });

  test('paying moves the money once, however often it is said', async () => {
    const { id, orders } = await approved(2);
    const [proposal] = await life.propose(id);
    const paid = await life.owner('POST', `/payouts/${proposal!.id}/pay`);
    expect(paid).toMatchObject({ status: 200, body: { status: 'paid', amount: '27.00' } });
    expect((await life.owner('POST', `/payouts/${proposal!.id}/pay`)).body).toEqual(paid.body);
    expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '27.00', balance: '0.00' });
    for (const orderId of orders) expect((await life.commissionOf(orderId)).status).toBe('paid');
    const { body } = await life.owner('GET', `/ledger?affiliate_id=${id}&kind=paid`);
    expect(body).toMatchObject([
      {
        amount: '-27.00',
        moved: '27.00',
        from: 'approved',
        to: 'paid',
        commission_id: null,
        reference: `payout:${proposal!.id}`,
      },
    ]);
    expect(await life.propose(id)).toEqual([]);
  });

  test('a proposal that is cancelled leaves everything as it was', async () => {
    const { id, orders } = await approved();
    const [first] = await life.propose(id);
    expect((await life.owner('POST', `/payouts/${first!.id}/cancel`)).body.status).toBe('cancelled');
    expect((await life.owner('POST', `/payouts/${first!.id}/cancel`)).status).toBe(200);
    expect(await life.owner('POST', `/payouts/${first!.id}/pay`)).toMatchObject({
      status: 409,
      body: { code: 'conflict', message: `Payout ${first!.id} was cancelled; propose a new one.` },
    });
    expect(await life.balanceOf(id)).toMatchObject({ approved: '13.50', paid: '0.00' });
    expect((await life.commissionOf(orders[0]!)).status).toBe('approved');
    expect(await life.propose(id)).toMatchObject([{ amount: '13.50' }]);
  });

  test('a payout that is cancelled after it was paid is taken back by an entry of its own', async () => {
    const { id, orders } = await approved();
    const payout = await life.payAll(id);
    expect((await life.owner('POST', `/payouts/${payout.id}/cancel`)).body.status).toBe('cancelled');
    expect(await life.balanceOf(id)).toMatchObject({ approved: '13.50', paid: '0.00', balance: '13.50' });
    expect((await life.commissionOf(orders[0]!)).status).toBe('approved');
    expect(await life.entriesOf(id)).toEqual([
      ['earned', '13.50'],
      ['approved', '0.00'],
      ['paid', '-13.50'],
      ['adjusted', '13.50'],
    ]);
    expect(await life.payAll(id)).toMatchObject({ amount: '13.50', status: 'paid' });
  });

  test('a payout is cancelled only as long as it stands as who cancels it has seen it, if they say so', async () => {
    const { id } = await approved();
    const [proposal] = await life.propose(id);
    const cancel = (body: unknown) => life.owner('POST', `/payouts/${proposal!.id}/cancel`, body);
    expect(await cancel({ status: 'paid' })).toMatchObject({
      status: 409,
      body: {
        code: 'conflict',
        message: `Payout ${proposal!.id} is proposed by now, and not paid: it was left as it is.`,
      },
    });
    await life.owner('POST', `/payouts/${proposal!.id}/pay`);
    expect((await cancel({ status: 'proposed' })).status).toBe(409);
    expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '13.50' });
    expect((await cancel({ status: 'cancelled' })).status).toBe(400);
    expect(await cancel({ status: 'paid' })).toMatchObject({ status: 200, body: { status: 'cancelled' } });
    expect((await cancel({ status: 'proposed' })).body.status).toBe('cancelled');
    expect(await life.balanceOf(id)).toMatchObject({ approved: '13.50', paid: '0.00' });
  });

  test('one affiliate’s payout touches nobody else', async () => {
    const [john, ann] = [await approved(), await approved()];
    await life.payAll(john.id);
    expect(await life.balanceOf(ann.id)).toMatchObject({ approved: '13.50', paid: '0.00' });
    expect((await life.owner('GET', `/payouts?affiliate_id=${ann.id}`)).body).toEqual([]);
    expect((await life.commissionOf(ann.orders[0]!)).status).toBe('approved');
  });

  test('what is refunded after it was paid is owed, under every filter, and is set off in the next payout', async () => {
    const { id, coupon, orders } = await approved();
    await life.payAll(id);
    await life.shop.order([coupon], { orderId: orders[0]!, ...everything });
    expect((await life.entriesOf(id)).at(-1)).toEqual(['clawed_back', '-13.50']);
    expect(await life.propose(id)).toEqual([]);
    const owing = {
      pending: '0.00',
      held: '0.00',
      approved: '-13.50',
      paid: '13.50',
      balance: '-13.50',
    };
    for (const filter of ['', '&currency=EUR', '&per_page=1', '&page=1&per_page=100&currency=EUR'])
      expect(await life.balanceOf(id, filter)).toMatchObject(owing);
    const { body: all } = await life.owner('GET', '/balances?per_page=100');
    expect((all as { affiliate_id: string }[]).find((row) => row.affiliate_id === id)).toMatchObject(owing);

    const next = await life.shop.order([coupon], worth20);
    await life.review((await life.commissionOf(next)).id, 'approve');
    expect(await life.balanceOf(id)).toMatchObject({ approved: '6.50', balance: '6.50' });
    const payout = await life.payAll(id);
    expect(payout).toMatchObject({ amount: '6.50', items: [{ amount: '-13.50' }, { amount: '20.00' }] });
    expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '20.00', balance: '0.00' });
    expect(await life.propose(id)).toEqual([]);

    // Taken back again: what was set off is owed again, what was earned is due again.
    await life.owner('POST', `/payouts/${payout.id}/cancel`);
    expect(await life.propose(id)).toMatchObject([
      { amount: '6.50', items: [{ amount: '-13.50' }, { amount: '20.00' }] },
    ]);
  });

  describe('a proposal that a refund overtakes', () => {
    /** Of 27.00, of which a refund took 4.50. */
    async function overtaken() {
      const one = await approved(2);
      const [proposal] = await life.propose(one.id);
      const refund = { orderId: one.orders[0]!, refunds: [oneHoodie], modifiedAt: nextDay };
      await life.shop.order([one.coupon], refund);
      return { ...one, proposal: proposal!, pay: `/payouts/${proposal!.id}/pay` };
    }

    test('says so, and cannot be paid', async () => {
      const { id, proposal, pay } = await overtaken();
      expect(proposal).toMatchObject({ amount: '27.00', is_outdated: false });
      const outdated = { ...proposal, is_outdated: true, payable: '22.50' };
      expect((await life.owner('GET', `/payouts?affiliate_id=${id}`)).body).toEqual([outdated]);
      expect((await life.owner('GET', `/payouts/${proposal.id}`)).body).toEqual(outdated);
      expect(await life.owner('POST', pay)).toMatchObject({
        status: 409,
        body: {
          code: 'conflict',
          message: `Payout ${proposal.id} proposes 27.00 EUR, but 22.50 EUR is payable now: a refund or another change came in between. Cancel it and propose a new one.`,
        },
      });
      expect(await life.balanceOf(id)).toMatchObject({ approved: '22.50', paid: '0.00', balance: '22.50' });
    });

    test('is cancelled and proposed anew, and what is payable now is paid', async () => {
      const { id, proposal, pay } = await overtaken();
      const { body } = await life.owner('POST', `/payouts/${proposal.id}/cancel`);
      expect(body).toMatchObject({ status: 'cancelled', is_outdated: false });
      expect(await life.payAll(id)).toMatchObject({ amount: '22.50', status: 'paid', is_outdated: false });
      expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '22.50', balance: '0.00' });
      expect((await life.owner('POST', pay)).status).toBe(409);
    });

    test('can be paid again once the refund is taken back', async () => {
      const { id, coupon, orders, pay } = await overtaken();
      await life.shop.order([coupon], { orderId: orders[0]!, modifiedAt: '2026-11-05T09:00:00Z' });
      expect(await life.owner('POST', pay)).toMatchObject({ status: 200, body: { amount: '27.00' } });
      expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '27.00' });
    });

    test('can be paid when as much was approved since, and the refund is set off in the next one', async () => {
      const { id, coupon, proposal, pay } = await overtaken();
      const next = await life.shop.order([coupon], worth20);
      await life.review((await life.commissionOf(next)).id, 'approve');
      expect((await life.owner('GET', `/payouts/${proposal.id}`)).body).toEqual({
        ...proposal,
        payable: '42.50',
      });
      expect((await life.owner('POST', pay)).status).toBe(200);
      expect(await life.payAll(id)).toMatchObject({
        amount: '15.50',
        items: [{ amount: '-4.50' }, { amount: '20.00' }],
      });
      expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '42.50', balance: '0.00' });
    });

    test('of somebody who owes by now says so', async () => {
      const { id, coupon, orders } = await approved(2);
      const [paid] = await life.propose(id);
      await life.owner('POST', `/payouts/${paid!.id}/pay`);
      const next = await life.shop.order([coupon], worth20);
      await life.review((await life.commissionOf(next)).id, 'approve');
      const [proposal] = await life.propose(id);
      for (const orderId of orders) await life.shop.order([coupon], { orderId, ...everything });
      const refused = await life.owner('POST', `/payouts/${proposal!.id}/pay`);
      expect(refused.status).toBe(409);
      expect(refused.body.message).toContain('proposes 20.00 EUR, but the affiliate now owes 7.00 EUR');
    });

    test('in a currency that was given more decimals is measured in them', async () => {
      const { id, coupon, orders } = await approved();
      const [proposal] = await life.propose(id);
      await approveFiner(coupon);
      await life.shop.order([coupon], { orderId: orders[0]!, refunds: [oneHoodie], modifiedAt: nextDay });
      // 9.00 and 9.001 are payable, which is more than 13.50.
      expect((await life.owner('GET', `/payouts/${proposal!.id}`)).body).toMatchObject({
        is_outdated: false,
      });
      await life.shop.order([coupon], {
        orderId: orders[0]!,
        ...everything,
        modifiedAt: '2026-11-06T09:00:00Z',
      });
      const refused = await life.owner('POST', `/payouts/${proposal!.id}/pay`);
      expect(refused.body.message).toContain('proposes 13.50 EUR, but 9.001 EUR is payable now');
    });

    test('was paid before the refund came stays paid, however often it is said', async () => {
      const { id, coupon, orders } = await approved(2);
      const [proposal] = await life.propose(id);
      const key = { 'Idempotency-Key': `pay-${proposal!.id}` };
      const pay = (headers?: Record<string, string>) =>
        life.owner('POST', `/payouts/${proposal!.id}/pay`, undefined, headers);
      const first = await pay(key);
      await life.shop.order([coupon], { orderId: orders[0]!, refunds: [oneHoodie], modifiedAt: nextDay });
      expect((await pay(key)).body).toEqual(first.body);
      expect((await pay()).body).toEqual(first.body);
      expect(await life.balanceOf(id)).toMatchObject({ approved: '-4.50', paid: '27.00', balance: '-4.50' });
      expect(await life.commissionOf(orders[0]!)).toMatchObject({ status: 'paid', amount: '9.00' });
    });
  });

  describe('money that was sent before a refund came', () => {
    const sent = { sent: '27.00' };
    /** A proposal of 27.00, of which a refund took 4.50. */
    async function overtaken() {
      const { id, coupon, orders } = await approved(2);
      const [proposal] = await life.propose(id);
      const refund = { orderId: orders[0]!, refunds: [oneHoodie], modifiedAt: nextDay };
      await life.shop.order([coupon], refund);
      const pay = (body?: object, headers?: Record<string, string>) =>
        life.owner('POST', `/payouts/${proposal!.id}/pay`, body, headers);
      return { id, coupon, orders, payoutId: proposal!.id, pay };
    }
    const owing = { pending: '0.00', held: '0.00', approved: '-4.50', paid: '27.00', balance: '-4.50' };

    test('is recorded as the bank statement has it, and what was too much is owed under every filter', async () => {
      const { id, orders, payoutId, pay } = await overtaken();
      expect((await pay()).status).toBe(409);
      expect((await pay({})).status).toBe(409);
      expect(await pay(sent)).toMatchObject({
        status: 200,
        body: { status: 'paid', amount: '27.00', is_outdated: false, payable: null },
      });
      for (const filter of ['', '&currency=EUR', '&per_page=1'])
        expect(await life.balanceOf(id, filter)).toMatchObject(owing);
      const entry = { amount: '-27.00', moved: '27.00', from: 'approved', to: 'paid', commission_id: null };
      const { body } = await life.owner('GET', `/ledger?affiliate_id=${id}&kind=paid`);
      expect(body).toMatchObject([{ ...entry, reference: `payout:${payoutId}` }]);
      expect(await life.commissionOf(orders[0]!)).toMatchObject({ status: 'paid', amount: '9.00' });
      expect(await life.propose(id)).toEqual([]);
    });

    test('comes off the next payout', async () => {
      const { id, coupon, pay } = await overtaken();
      await pay(sent);
      const next = await life.shop.order([coupon], worth20);
      await life.review((await life.commissionOf(next)).id, 'approve');
      const payout = await life.payAll(id);
      expect(payout).toMatchObject({ amount: '15.50', items: [{ amount: '-4.50' }, { amount: '20.00' }] });
      expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '42.50', balance: '0.00' });
    });

    test('can be written off instead', async () => {
      const { id, pay } = await overtaken();
      await pay(sent);
      const reason = 'Our mistake';
      const { status } = await life.owner('POST', `/affiliates/${id}/write-offs`, {
        currency: 'EUR',
        reason,
      });
      expect(status).toBe(201);
      expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '27.00', balance: '0.00' });
    });

    test('is recorded once, however often it is said, with a key or without', async () => {
      const { id, payoutId, pay } = await overtaken();
      const key = { 'Idempotency-Key': `sent-${payoutId}` };
      const [first, beside] = await Promise.all([pay(sent, key), pay(sent)]);
      expect(first.status).toBe(200);
      for (const answer of [
        beside,
        await pay(sent, key),
        await pay(sent),
        await pay(),
        await pay({ sent: '27' }),
      ])
        expect(answer).toMatchObject({ status: 200, body: first.body });
      expect(await pay({}, key)).toMatchObject({ status: 409, body: { code: 'idempotency_key_reused' } });
      expect(await life.balanceOf(id)).toMatchObject(owing);
    });

    test('is taken back like any other payout', async () => {
      const { id, payoutId, pay } = await overtaken();
      await pay(sent);
      expect((await life.owner('POST', `/payouts/${payoutId}/cancel`)).body.status).toBe('cancelled');
      expect(await life.balanceOf(id)).toMatchObject({ approved: '22.50', paid: '0.00', balance: '22.50' });
      expect(await pay(sent)).toMatchObject({
        status: 409,
        body: { code: 'conflict', message: `Payout ${payoutId} was cancelled; propose a new one.` },
      });
    });

    test('is refused when it is another sum than was proposed, also what is payable now', async () => {
      const { id, payoutId, pay } = await overtaken();
      for (const other of ['22.50', '27.01', '26.9999', '2700', '0']) {
        expect(await pay({ sent: other })).toMatchObject({
          status: 409,
          body: {
            code: 'sent_differs',
            message: `Payout ${payoutId} is of 27.00 EUR, but ${other} EUR is said to have been sent: a payout is recorded whole or not at all.`,
          },
        });
      }
      expect(await life.balanceOf(id)).toMatchObject({ approved: '22.50', paid: '0.00' });
      expect((await pay(sent)).status).toBe(200);
      expect((await pay({ sent: '22.50' })).body.code).toBe('sent_differs');
      expect(await life.balanceOf(id)).toMatchObject(owing);
    });

    test.each([
      { sent: 27 },
      { sent: '-27.00' },
      { sent: '27,00' },
      { sent: '' },
      { sent: null },
      { paid: '27.00' },
      ['27.00'],
    ])('is refused when it is no sum: %j', async (body) => {
      const { id, pay } = await overtaken();
      expect(await pay(body)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
      expect(await life.balanceOf(id)).toMatchObject({ approved: '22.50', paid: '0.00' });
    });

    test.each([
      ['pay', 'sent'],
      ['cancel', 'status'],
    ])('is refused under a name that is not known to %s, with the one that is', async (action, name) => {
      const { payoutId } = await overtaken();
      expect(
        (await life.owner('POST', `/payouts/${payoutId}/${action}`, { paid: '27.00' })).body,
      ).toMatchObject({
        data: { details: [{ field: 'body.paid', message: `Unknown; accepted: ${name}` }] },
      });
    });

    test('may be all of it, of somebody who owes already', async () => {
      const { id, coupon, orders } = await approved(2);
      await life.payAll(id);
      const next = await life.shop.order([coupon], worth20);
      await life.review((await life.commissionOf(next)).id, 'approve');
      const [proposal] = await life.propose(id);
      for (const orderId of orders) await life.shop.order([coupon], { orderId, ...everything });
      expect((await life.owner('GET', `/payouts/${proposal!.id}`)).body.payable).toBe('-7.00');
      const { status } = await life.owner('POST', `/payouts/${proposal!.id}/pay`, { sent: '20.00' });
      expect(status).toBe(200);
      expect(await life.balanceOf(id)).toMatchObject({
        approved: '-27.00',
        paid: '47.00',
        balance: '-27.00',
      });
      expect((await life.commissionOf(next)).status).toBe('paid');
    });

    test('is said of a proposal that nothing has overtaken, and changes nothing', async () => {
      const { id } = await approved(2);
      const [proposal] = await life.propose(id);
      for (const body of [sent, [], undefined])
        expect(await life.owner('POST', `/payouts/${proposal!.id}/pay`, body)).toMatchObject({
          status: 200,
          body: { amount: '27.00', status: 'paid' },
        });
      expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '27.00', balance: '0.00' });
    });

    test('is measured in the decimals of its currency', async () => {
      const { id, coupon } = await approved();
      const dinars = { subtotal: '90.000', subtotalTax: '0', total: '90.000', totalTax: '0' };
      const change = { currency: 'KWD', lines: [aLine(dinars)], shipping: [], total: '90.000' };
      const orderId = await life.shop.order([coupon], change);
      await life.review((await life.commissionOf(orderId)).id, 'approve');
      const [payout] = (await life.owner('POST', '/payouts', { affiliate_id: id, currency: 'KWD' })).body;
      await life.shop.order([coupon], {
        ...change,
        orderId,
        refunds: [{ ...bareRefund, amount: '30.000' }],
        modifiedAt: nextDay,
      });
      const pay = `/payouts/${payout.id}/pay`;
      expect((await life.owner('POST', pay, { sent: '9.001' })).body.message).toContain(
        'is of 9.000 KWD, but 9.001 KWD is said to have been sent',
      );
      expect((await life.owner('POST', pay, { sent: '9.000' })).status).toBe(200);
      expect(await life.balanceOf(id, '&currency=KWD')).toMatchObject({ approved: '-3.000', paid: '9.000' });
      expect(await life.balanceOf(id, '&currency=EUR')).toMatchObject({ approved: '13.50', paid: '0.00' });
    });
  });

  test('a refund that is taken back after the payout makes the affiliate whole again', async () => {
    const { id, coupon, orders } = await approved();
    await life.payAll(id);
    await life.shop.order([coupon], { orderId: orders[0]!, ...everything });
    await life.shop.order([coupon], { orderId: orders[0]!, modifiedAt: '2026-11-05T09:00:00Z' });
    expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '13.50', balance: '0.00' });
    expect((await life.commissionOf(orders[0]!)).status).toBe('paid');
    expect((await life.entriesOf(id)).at(-1)).toEqual(['adjusted', '13.50']);
  });

  test('each currency is a payout of its own', async () => {
    const { id, coupon } = await approved();
    for (const currency of ['JPY', 'KWD']) {
      const total = currency === 'JPY' ? '9000' : '90.000';
      const lines = [aLine({ subtotal: total, subtotalTax: '0', total, totalTax: '0' })];
      const orderId = await life.shop.order([coupon], { currency, lines, shipping: [], total });
      await life.review((await life.commissionOf(orderId)).id, 'approve');
    }
    const payouts = await life.propose(id);
    expect(payouts.map(({ currency, amount }) => [currency, amount])).toEqual([
      ['EUR', '13.50'],
      ['JPY', '900'],
      ['KWD', '9.000'],
    ]);
    const yen = payouts.find(({ currency }) => currency === 'JPY')!;
    await life.owner('POST', `/payouts/${yen.id}/pay`);
    expect(await life.balanceOf(id, '&currency=JPY')).toMatchObject({ approved: '0', paid: '900' });
    expect(await life.balanceOf(id, '&currency=KWD')).toMatchObject({ approved: '9.000', paid: '0.000' });
  });

  test('a currency that was given more decimals is one payout all the same', async () => {
    const { id, coupon, orders } = await approved();
    await approveFiner(coupon);
    const payout = await life.payAll(id);
    expect(payout).toMatchObject({ amount: '22.501', items: [{ amount: '13.500' }, { amount: '9.001' }] });
    expect(await life.balanceOf(id)).toMatchObject({ approved: '0.000', paid: '22.501', balance: '0.000' });
    expect((await life.commissionOf(orders[0]!)).status).toBe('paid');
    await life.expectClean();
    await life.owner('POST', `/payouts/${payout.id}/cancel`);
    expect(await life.balanceOf(id)).toMatchObject({ approved: '22.501', paid: '0.000' });
  });

  test('an order whose currency was another for a while after it was paid is not paid twice', async () => {
    const { id, coupon, orders } = await approved();
    const [orderId] = orders as [number];
    const payout = await life.payAll(id);
    const edits = [
      { currency: 'USD', modifiedAt: '2026-11-20T10:00:00Z' },
      { currency: 'EUR', modifiedAt: '2026-11-21T10:00:00Z' },
    ];
    for (const edit of edits) await life.shop.order([coupon], { orderId, ...edit });
    await life.expectClean();
    await life.review((await life.commissionOf(orderId)).id, 'approve');
    expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '13.50', balance: '0.00' });
    expect(await life.propose(id)).toEqual([]);
    await life.owner('POST', `/payouts/${payout.id}/cancel`);
    expect(await life.balanceOf(id)).toMatchObject({ approved: '13.50', paid: '0.00', balance: '13.50' });
  });

  test('a proposal for one currency leaves the others', async () => {
    const { id, coupon } = await approved();
    const dollars = await life.shop.order([coupon], { currency: 'USD' });
    await life.review((await life.commissionOf(dollars)).id, 'approve');
    const { body } = await life.owner('POST', '/payouts', { affiliate_id: id, currency: 'USD' });
    expect(body).toMatchObject([{ currency: 'USD' }]);
    expect(body).toHaveLength(1);
  });

  test('proposing for everybody proposes to each who is owed something', async () => {
    const [john, ann] = [await approved(), await approved()];
    const { body } = await life.owner('POST', '/payouts');
    const ids = (body as { affiliate_id: string }[]).map((row) => row.affiliate_id);
    expect(ids).toEqual(expect.arrayContaining([john.id, ann.id]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('payouts are found by affiliate, state, currency, name and time', async () => {
    const { id } = await approved();
    const payout = await life.payAll(id);
    for (const filter of [
      '',
      '&status=paid',
      '&currency=EUR',
      '&search=Affiliate',
      '&after=2026-11-01T00:00:00Z',
    ])
      expect((await life.owner('GET', `/payouts?affiliate_id=${id}${filter}`)).body).toEqual([payout]);
    for (const filter of [
      '&status=proposed',
      '&currency=JPY',
      '&search=nobody',
      '&before=2026-11-01T00:00:00Z',
    ])
      expect((await life.owner('GET', `/payouts?affiliate_id=${id}${filter}`)).body).toEqual([]);
    const { headers } = await life.owner('GET', '/payouts?per_page=1');
    expect(Number(headers.get('X-WP-Total'))).toBe(Number(headers.get('X-WP-TotalPages')));
    const unknown = `pay_${'0'.repeat(32)}`;
    for (const path of ['/pay', '/cancel'])
      expect((await life.owner('POST', `/payouts/${unknown}${path}`)).status).toBe(404);
    expect((await life.owner('GET', `/payouts/${unknown}`)).status).toBe(404);
  });
});
