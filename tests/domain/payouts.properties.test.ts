import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import type { CommissionRecord, Stage } from '@finders-fee/sidecar/domain/books';
import { proposePayout, type UnpaidCommission } from '@finders-fee/sidecar/domain/propose-payout';
import { cancelPayout, payPayout } from '@finders-fee/sidecar/domain/settle-payout';

const at = new Date('2026-12-01T00:00:00Z');
const cause = { reason: 'payout', occurredAt: at, recordedAt: at, makeId };
const minor = fc.bigInt({ min: -1_000_000n, max: 1_000_000n });
const worth = fc.bigInt({ min: 0n, max: 1_000_000n });
const stage = fc.constantFrom<Stage>('pending', 'held', 'approved', 'paid', 'rejected');

/** Commissions as their own stage allows, and something that belongs to none of them. */
const books = fc.record({
  commissions: fc.array(fc.record({ stage, amountMinor: worth, paidMinor: minor }), { maxLength: 8 }),
  rest: minor,
});

/** What of a commission stands on the account that payouts are paid from. */
const standing = ({ stage: of, amountMinor, paidMinor }: Omit<UnpaidCommission, 'id' | 'exponent'>) =>
  (of === 'approved' || of === 'paid' ? amountMinor : 0n) - paidMinor;

describe('a payout', () => {
  const account = { affiliateId: makeId('affiliate'), currency: 'EUR' };

  test('is all that is approved, its items add up to it, and after it nothing is left', () => {
    fc.assert(
      fc.property(books, ({ commissions, rest }) => {
        const own = commissions.map(
          (commission) =>
            ({ ...commission, id: makeId('commission'), exponent: 2, currency: 'EUR' }) as CommissionRecord,
        );
        const approvedMinor = own.reduce((sum, commission) => sum + standing(commission), rest);
        const unpaid = own.filter((commission) => standing(commission) !== 0n);
        const balances = [{ exponent: 2, approvedMinor }];
        const proposal = proposePayout({ ...account, balances }, unpaid, { makeId, at });
        if (approvedMinor <= 0n) return expect(proposal).toBeUndefined();
        const { payout, items } = proposal!;
        expect(payout.amountMinor).toBe(approvedMinor);
        expect(items.reduce((sum, item) => sum + item.amountMinor, 0n)).toBe(approvedMinor);

        const paid = payPayout(payout, items, unpaid, cause);
        expect(paid.transfers).toMatchObject([{ kind: 'paid', amountMinor: approvedMinor }]);
        for (const commission of paid.commissions) expect(standing(commission)).toBe(0n);
        expect(payPayout(paid.payout, items, paid.commissions, cause).transfers).toEqual([]);
        expect(
          proposePayout({ ...account, balances: [{ exponent: 2, approvedMinor: 0n }] }, [], { makeId, at }),
        ).toBeUndefined();

        const back = cancelPayout(paid.payout, items, paid.commissions, cause);
        expect(back.commissions.map(({ paidMinor }) => paidMinor)).toEqual(
          unpaid.map(({ paidMinor }) => paidMinor),
        );
        expect(back.transfers).toMatchObject([{ fromAccount: 'paid', amountMinor: approvedMinor }]);
      }),
    );
  });

  test('is in the finest of the decimals that its currency had', () => {
    fc.assert(
      fc.property(worth, worth, (coarse, fine) => {
        const balances = [
          { exponent: 2, approvedMinor: coarse },
          { exponent: 3, approvedMinor: fine },
        ];
        const proposal = proposePayout({ ...account, balances }, [], { makeId, at });
        const whole = coarse * 10n + fine;
        if (whole === 0n) expect(proposal).toBeUndefined();
        else expect(proposal?.payout).toMatchObject({ exponent: 3, amountMinor: whole });
      }),
    );
  });
});
