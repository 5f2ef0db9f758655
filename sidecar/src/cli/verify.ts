import type { Drift } from '../domain/verify-commission.ts';
import { verifyBooks, type Verification } from '../use-cases/verify-books.ts';
import type { Command } from './command.ts';
import { withServices } from './with-services.ts';

export const verify: Command = {
  summary: 'recomputes every commission and compares it with the ledger',
  options: {},
  async run({ config, answer }) {
    const found = await withServices(config, verifyBooks);
    const { checkedAt, commissionsChecked: checked, commissionsDrifting: drifting } = found;
    const document = {
      checked_at: checkedAt.toISOString(),
      commissions: checked,
      drifting,
      amount: found.drift,
      first: found.drifting.map(({ commissionId, orderId, problem }) => ({
        commission_id: commissionId,
        order_id: orderId,
        problem,
      })),
    };
    answer(document, describe(found));
    return drifting === 0 ? 0 : 3;
  },
};

function describe({
  commissionsChecked: checked,
  commissionsDrifting: drifting,
  drift,
  drifting: first,
}: Verification) {
  if (drifting === 0) return [`${checked} commissions recomputed, drift 0.`];
  const amounts = drift.map(({ amount, currency }) => `${amount} ${currency}`).join(', ');
  return [
    `${drifting} of ${checked} commissions drift, together ${amounts}:`,
    ...first.map((row) => `  ${nameOf(row)}: ${row.problem}`),
  ];
}

/** Which row it is, so that it can be looked up. */
function nameOf({ commissionId, orderId, affiliateId }: Drift): string {
  const names = [
    commissionId === null ? '' : `commission ${commissionId}`,
    orderId === null ? '' : `order ${orderId}`,
    commissionId === null && affiliateId !== null ? `affiliate ${affiliateId}` : '',
  ];
  return names.filter((name) => name !== '').join(', ') || 'books';
}
