import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { approveDue } from '@finders-fee/sidecar/use-cases/approve-due';
import { bareRefund, oneHoodie } from '../../support/an-order.ts';
import { aLife, type Life } from '../../support/a-life.ts';

describe('the end of a commission’s hold', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectClean());
  afterAll(() => life.stop());

  const placedAt = '2026-11-03T10:00:00Z';

  test('approves it, and not a moment before', async () => {
    const { id, coupon } = await life.earner();
    const orderId = await life.shop.order([coupon], { placedAt });
    life.setClock('2026-12-03T09:59:59.999Z');
    await life.approveDue();
    expect(await life.commissionOf(orderId)).toMatchObject({ status: 'pending' });
    expect((await life.owner('GET', `/balances?affiliate_id=${id}`)).body).toMatchObject([
      { pending: '13.50', approved: '0.00' },
    ]);
    life.setClock('2026-12-03T10:00:00Z');
    expect(await life.approveDue()).toBe(1);
    expect(await life.commissionOf(orderId)).toMatchObject({ status: 'approved', amount: '13.50' });
    expect(await life.balanceOf(id)).toMatchObject({ pending: '0.00', approved: '13.50', balance: '13.50' });
    const { body } = await life.owner('GET', `/ledger?affiliate_id=${id}&kind=approved`);
    expect(body).toMatchObject([
      { amount: '0.00', moved: '13.50', from: 'pending', to: 'approved', reason: 'hold_ended' },
    ]);
  });

  test('twice is once', async () => {
    const { id, coupon } = await life.earner();
    await life.shop.order([coupon], { placedAt });
    expect(await life.approveDue()).toBe(1);
    expect(await life.approveDue()).toBe(0);
    expect(await life.entriesOf(id)).toEqual([
      ['earned', '13.50'],
      ['approved', '0.00'],
    ]);
  });

  test('of no days is at once', async () => {
    const { coupon } = await life.earner({ program_id: await life.shop.program({ hold_days: 0 }) });
    life.setClock('2026-11-03T10:00:01Z');
    const orderId = await life.shop.order([coupon], { placedAt });
    await life.approveDue();
    expect(await life.commissionOf(orderId)).toMatchObject({ status: 'approved' });
    life.setClock('2026-12-10T10:00:00Z');
  });

  test('leaves alone what is held, rejected or worth nothing', async () => {
    const { id, coupon } = await life.earner();
    const [held, rejected, cancelled] = [
      await life.shop.order([coupon], { placedAt }),
      await life.shop.order([coupon], { placedAt }),
      await life.shop.order([coupon], { placedAt }),
    ];
    await life.review((await life.commissionOf(held)).id, 'hold');
    await life.review((await life.commissionOf(rejected)).id, 'reject');
    await life.shop.order([coupon], {
      orderId: cancelled,
      placedAt,
      status: 'cancelled',
      modifiedAt: '2026-11-05T10:00:00Z',
    });
    expect(await life.approveDue()).toBe(0);
    expect(await life.balanceOf(id)).toMatchObject({ held: '13.50', approved: '0.00', balance: '13.50' });
    // An order that comes back after its hold is approved by the next run.
    await life.shop.order([coupon], { orderId: cancelled, placedAt, modifiedAt: '2026-11-06T10:00:00Z' });
    expect(await life.commissionOf(cancelled)).toMatchObject({ status: 'pending', amount: '13.50' });
    expect(await life.approveDue()).toBe(1);
  });

  test('a refund afterwards lowers what is approved', async () => {
    const { id, coupon } = await life.earner();
    const orderId = await life.shop.order([coupon], { placedAt });
    await life.approveDue();
    const changed = { orderId, placedAt, modifiedAt: '2026-12-05T10:00:00Z' };
    await life.shop.order([coupon], { ...changed, refunds: [oneHoodie] });
    expect(await life.balanceOf(id)).toMatchObject({ approved: '9.00', balance: '9.00' });
    const all = { ...bareRefund, amount: '120.00' };
    await life.shop.order([coupon], {
      ...changed,
      refunds: [oneHoodie, all],
      modifiedAt: '2026-12-06T10:00:00Z',
    });
    expect(await life.commissionOf(orderId)).toMatchObject({ status: 'reversed', amount: '0.00' });
    expect(await life.entriesOf(id)).toEqual([
      ['earned', '13.50'],
      ['approved', '0.00'],
      ['adjusted', '-4.50'],
      ['reversed', '-9.00'],
    ]);
  });

  test('more than a batch, by four workers at once, each once', async () => {
    const { id, coupon } = await life.earner();
    const count = 1100;
    const orderIds = Array.from({ length: count }, (_, index) => 500_000 + index);
    await life.orders([coupon], orderIds, { placedAt });
    const approved = await Promise.all([1, 2, 3, 4].map(() => approveDue(life.api.services)));
    expect(approved.reduce((sum, part) => sum + part, 0)).toBe(count);
    expect(await life.balanceOf(id)).toMatchObject({ pending: '0.00', approved: '14850.00' });
  });

  test('that is cut short leaves whole batches, and the next run does the rest', async () => {
    const { id, coupon } = await life.earner();
    const orderIds = Array.from({ length: 600 }, (_, index) => 600_000 + index);
    await life.orders([coupon], orderIds, { placedAt });
    const { pool } = life.api.services.database;
    await pool.query(
      `CREATE TRIGGER refuse BEFORE INSERT ON ledger_transfers FOR EACH ROW
       IF NEW.order_id = 600550 AND NEW.kind = 'approved' THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no'; END IF`,
    );
    await expect(life.approveDue()).rejects.toThrow();
    await pool.query('DROP TRIGGER refuse');
    expect(await life.balanceOf(id)).toMatchObject({ pending: '1350.00', approved: '6750.00' });
    await life.expectClean();
    expect(await life.approveDue()).toBe(100);
    expect(await life.balanceOf(id)).toMatchObject({ pending: '0.00', approved: '8100.00' });
  });
});
