import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { bareRefund, oneHoodie } from '../../support/an-order.ts';
import { aLife, type Life } from '../../support/a-life.ts';

const rounds = 5;

describe('two things at once in the life of a commission', () => {
  let life: Life;
  beforeAll(async () => {
    life = await aLife();
    life.setClock('2026-12-10T12:00:00Z');
  });
  afterEach(() => life.expectSettled());
  afterAll(() => life.stop());

  async function earned() {
    const { id, coupon } = await life.earner();
    const orderId = await life.shop.order([coupon]);
    const refund = () =>
      life.shop.order([coupon], { orderId, refunds: [oneHoodie], modifiedAt: '2026-11-05T09:00:00Z' });
    return { affiliateId: id, coupon, orderId, refund, id: (await life.commissionOf(orderId)).id };
  }
  async function proposed() {
    const one = await earned();
    await life.review(one.id, 'approve');
    const [payout] = await life.propose(one.affiliateId);
    return { ...one, pay: `/payouts/${payout!.id}/pay`, cancel: `/payouts/${payout!.id}/cancel` };
  }
  /** Several times, since who comes first is chance. */
  const again = async (round: () => Promise<void>) => {
    for (let index = 0; index < rounds; index += 1) await round();
  };

  test('two approvals are one', () =>
    again(async () => {
      const { id, affiliateId } = await earned();
      const answers = await Promise.all([1, 2, 3].map(() => life.review(id, 'approve')));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(await life.entriesOf(affiliateId)).toHaveLength(2);
    }));

  test('an approval, the end of the hold and a refund come to the same in any order', () =>
    again(async () => {
      const { id, affiliateId, refund } = await earned();
      await Promise.all([life.review(id, 'approve'), refund(), life.approveDue(), life.approveDue()]);
      expect(await life.balanceOf(affiliateId)).toMatchObject({
        pending: '0.00',
        approved: '9.00',
        balance: '9.00',
      });
    }));

  test('a rejection and a refund leave nothing', () =>
    again(async () => {
      const { id, affiliateId, refund } = await earned();
      await Promise.all([life.review(id, 'reject'), refund()]);
      expect(await life.balanceOf(affiliateId)).toMatchObject({ pending: '0.00', balance: '0.00' });
      expect((await life.review(id, 'release')).body).toMatchObject({ amount: '9.00' });
    }));

  test('a payment and a refund: what was paid first is owed, what was refunded first is not paid', () =>
    again(async () => {
      const { affiliateId, orderId, pay, refund } = await proposed();
      const [paid] = await Promise.all([life.owner('POST', pay), refund()]);
      const isPaid = paid.status === 200;
      expect(await life.balanceOf(affiliateId)).toMatchObject(
        isPaid ? { approved: '-4.50', paid: '13.50' } : { approved: '9.00', paid: '0.00' },
      );
      expect(await life.commissionOf(orderId)).toMatchObject({
        status: isPaid ? 'paid' : 'approved',
        amount: '9.00',
      });
    }));

  test('paying twice is one payment, with the same Idempotency-Key and without', () =>
    again(async () => {
      for (const headers of [{}, { 'Idempotency-Key': crypto.randomUUID() }]) {
        const { affiliateId, pay } = await proposed();
        const answers = await Promise.all(
          [1, 2, 3].map(() => life.owner('POST', pay, undefined, headers as Record<string, string>)),
        );
        expect(answers.map(({ status, body }) => [status, body.status])).toEqual(
          Array.from({ length: 3 }, () => [200, 'paid']),
        );
        expect(await life.balanceOf(affiliateId)).toMatchObject({ approved: '0.00', paid: '13.50' });
      }
    }));

  test('paying and cancelling end in one of the two', () =>
    again(async () => {
      const { affiliateId, pay, cancel } = await proposed();
      await Promise.all([life.owner('POST', pay), life.owner('POST', cancel)]);
      expect(await life.balanceOf(affiliateId)).toMatchObject({ approved: '13.50', paid: '0.00' });
    }));

  test('proposing twice makes one proposal', () =>
    again(async () => {
      const { id, affiliateId } = await earned();
      await life.review(id, 'approve');
      const made = await Promise.all([1, 2, 3].map(() => life.propose(affiliateId)));
      expect(made.flat()).toHaveLength(1);
    }));

  test('a proposal and a rejection: one of them yields', () =>
    again(async () => {
      const { id, affiliateId } = await earned();
      await life.review(id, 'approve');
      const [made, answer] = await Promise.all([life.propose(affiliateId), life.review(id, 'reject')]);
      expect(answer.status === 200 ? made.length === 0 : made.length === 1).toBe(true);
    }));

  test('a debt is forgiven once', () =>
    again(async () => {
      const { affiliateId, coupon, orderId, pay } = await proposed();
      await life.owner('POST', pay);
      const refunds = [{ ...bareRefund, amount: '174.00' }];
      await life.shop.order([coupon], { orderId, refunds, modifiedAt: '2026-11-05T09:00:00Z' });
      const answers = await Promise.all(
        [1, 2, 3].map(() =>
          life.owner('POST', `/affiliates/${affiliateId}/write-offs`, {
            currency: 'EUR',
            reason: 'Goodwill',
          }),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
      expect(await life.balanceOf(affiliateId)).toMatchObject({ balance: '0.00' });
    }));
});
