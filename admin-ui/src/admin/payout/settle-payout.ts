import type { Payout, PayoutCancel, PayoutPay } from '@finders-fee/shared';
import { read, readPage, write } from '../../api/client.ts';

/** The payout that is open already, or a new proposal of everything payable in that currency; no payout when nothing is. */
export async function proposePayout(
  affiliateId: string,
  currency: string,
): Promise<{ payout: Payout | undefined; isNew: boolean }> {
  const open = await readPage<Payout>(
    `payouts?affiliate_id=${affiliateId}&currency=${currency}&status=proposed`,
  );
  if (open.rows[0]) return { payout: open.rows[0], isNew: false };
  const made = await write<Payout[]>('POST', 'payouts', { affiliate_id: affiliateId, currency });
  return { payout: made[0], isNew: true };
}

/** Takes a proposal back for a new one of what is payable now. */
export async function proposeAnew(payout: Payout): Promise<{ payout: Payout | undefined; isNew: boolean }> {
  await cancelPayout(payout);
  return proposePayout(payout.affiliate_id, payout.currency);
}

export function readPayout(id: string): Promise<Payout> {
  return read<Payout>(`payouts/${id}`);
}

export function payPayout({ id }: Payout): Promise<Payout> {
  return write<Payout>('POST', `payouts/${id}/pay`);
}

/** Only as long as it stands as it does here: what somebody else has recorded meanwhile is not said to be unpaid. */
export function cancelPayout({ id, status }: Payout): Promise<Payout> {
  const body: PayoutCancel = status === 'cancelled' ? {} : { status };
  return write<Payout>('POST', `payouts/${id}/cancel`, body);
}

/** Writes down that all of it has left already, whatever is payable now. */
export function recordAsSent({ id, amount }: Payout): Promise<Payout> {
  const body: PayoutPay = { sent: amount };
  return write<Payout>('POST', `payouts/${id}/pay`, body);
}
