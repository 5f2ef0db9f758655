import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bareRefund } from '../../support/an-order.ts';
import { aLife, type Life } from '../../support/a-life.ts';

const everything = { refunds: [{ ...bareRefund, amount: '174.00' }], modifiedAt: '2026-11-04T09:00:00Z' };

describe('a debt that is written off', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
  });
  afterEach(() => life.expectSettled());
  afterAll(() => life.stop());

  /** Somebody who owes 13.50. */
  async function owing() {
    const { id, coupon } = await life.earner();
    const orderId = await life.shop.order([coupon]);
    await life.review((await life.commissionOf(orderId)).id, 'approve');
    await life.payAll(id);
    await life.shop.order([coupon], { orderId, ...everything });
    return { id, coupon };
  }
  const forgive = (id: string, body: Record<string, unknown>) =>
    life.owner('POST', `/affiliates/${id}/write-offs`, { currency: 'EUR', reason: 'Goodwill', ...body });

  test('is gone, and the books say why', async () => {
    const { id } = await owing();
    const { status, body } = await forgive(id, {});
    expect(status).toBe(201);
    expect(body).toMatchObject({
      kind: 'written_off',
      amount: '13.50',
      from: 'expense',
      to: 'approved',
      reason: 'Goodwill',
      commission_id: null,
    });
    expect(await life.balanceOf(id)).toMatchObject({ approved: '0.00', paid: '13.50', balance: '0.00' });
    expect(await forgive(id, {})).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });

  test('in part leaves the rest, and the next payout adds up', async () => {
    const { id, coupon } = await owing();
    await forgive(id, { amount: '10.00' });
    expect(await life.balanceOf(id)).toMatchObject({ balance: '-3.50' });
    const orderId = await life.shop.order([coupon]);
    await life.review((await life.commissionOf(orderId)).id, 'approve');
    const payout = await life.payAll(id);
    expect(payout).toMatchObject({ amount: '10.00' });
    const items = payout['items'] as { amount: string; commission_id: string | null }[];
    expect(items.map(({ amount }) => amount)).toEqual(['-13.50', '13.50', '10.00']);
    expect(items.at(-1)?.commission_id).toBeNull();
  });

  test.each(['13.51', '0', '0.00', '5.001', '100'])('of %s is refused: it was 13.50', async (amount) => {
    const { id } = await owing();
    expect(await forgive(id, { amount })).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(await life.balanceOf(id)).toMatchObject({ balance: '-13.50' });
  });

  test('needs a debt, a reason and an affiliate', async () => {
    const { id } = await life.earner();
    expect((await forgive(id, {})).status).toBe(409);
    expect((await forgive(id, { reason: undefined })).status).toBe(400);
    expect((await forgive(`aff_${'0'.repeat(32)}`, {})).status).toBe(404);
  });
});
