import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { AppError, formatMinor } from '@finders-fee/shared';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import type { CommissionRecord, Stage } from '@finders-fee/sidecar/domain/books';
import { proposePayout, type UnpaidCommission } from '@finders-fee/sidecar/domain/propose-payout';
import { assertPayable, cancelPayout, payPayout } from '@finders-fee/sidecar/domain/settle-payout';

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

/** The code of the refusal, or undefined where there is none. */
function refusalOf(work: () => void): string | undefined {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return undefined;
}

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

  test('that was sent is recorded whatever has come since, and the next one sets off what was too much', () => {
    const later = fc.array(fc.record({ stage, amountMinor: worth }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(books, later, minor, worth, ({ commissions, rest }, changes, change, other) => {
        const own = commissions.map(
          (commission) =>
            ({ ...commission, id: makeId('commission'), exponent: 2, currency: 'EUR' }) as CommissionRecord,
        );
        const payableOf = (all: readonly CommissionRecord[], besides: bigint) =>
          all.reduce((sum, commission) => sum + standing(commission), besides);
        const proposeAll = (all: readonly CommissionRecord[], besides: bigint) => {
          const balances = [{ exponent: 2, approvedMinor: payableOf(all, besides) }];
          const unpaid = all.filter((commission) => standing(commission) !== 0n);
          return proposePayout({ ...account, balances }, unpaid, { makeId, at });
        };
        const proposal = proposeAll(own, rest);
        if (!proposal) return;
        const { payout, items } = proposal;

        const changed = own.map((commission, index) => ({ ...commission, ...changes[index] }));
        const payable = payableOf(changed, rest + change);
        const now = { balances: [{ exponent: 2, approvedMinor: payable }] };
        const isCovered = payable >= payout.amountMinor;
        expect(refusalOf(() => assertPayable(payout, now, undefined))).toBe(
          isCovered ? undefined : 'conflict',
        );
        const sent = formatMinor(payout.amountMinor, 2);
        expect(refusalOf(() => assertPayable(payout, now, sent))).toBeUndefined();
        expect(refusalOf(() => assertPayable(payout, now, formatMinor(other, 2)))).toBe(
          other === payout.amountMinor ? undefined : 'sent_differs',
        );

        const among = changed.filter(({ id }) => items.some((item) => item.commissionId === id));
        const paid = payPayout(payout, items, among, cause);
        expect(paid.transfers).toMatchObject([{ kind: 'paid', amountMinor: payout.amountMinor }]);
        const after = changed.map((one) => paid.commissions.find(({ id }) => id === one.id) ?? one);
        // What the payout paid of no commission is the rest's, as the account has it.
        const besides =
          rest + change - (items.find(({ commissionId }) => commissionId === null)?.amountMinor ?? 0n);
        expect(payableOf(after, besides)).toBe(payable - payout.amountMinor);
        const next = proposeAll(after, besides)?.payout.amountMinor ?? 0n;
        expect(next).toBe(payable > payout.amountMinor ? payable - payout.amountMinor : 0n);
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
