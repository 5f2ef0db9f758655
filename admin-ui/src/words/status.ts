import { __ } from '@wordpress/i18n';
import type { Affiliate, Coupon, Payout, Program, Redemption } from '@finders-fee/shared';

/** What colour the dot beside a word has; the word alone says everything. */
export type Tone = 'good' | 'waiting' | 'bad' | 'quiet';

export interface StatusWord {
  label: string;
  tone: Tone;
}

export function commissionStatus(status: Redemption['status']): StatusWord {
  const words: Record<Redemption['status'], StatusWord> = {
    pending: { label: __('Earned', 'finders-fee'), tone: 'good' },
    held: { label: __('Held for review', 'finders-fee'), tone: 'waiting' },
    approved: { label: __('Approved', 'finders-fee'), tone: 'good' },
    paid: { label: __('Paid', 'finders-fee'), tone: 'good' },
    reversed: { label: __('Reversed', 'finders-fee'), tone: 'bad' },
    rejected: { label: __('Rejected', 'finders-fee'), tone: 'bad' },
    none: { label: __('Nothing earned', 'finders-fee'), tone: 'quiet' },
  };
  return words[status];
}

export function affiliateStatus(status: Affiliate['status']): StatusWord {
  const words: Record<Affiliate['status'], StatusWord> = {
    pending: { label: __('Waiting for you', 'finders-fee'), tone: 'waiting' },
    active: { label: __('Active', 'finders-fee'), tone: 'good' },
    rejected: { label: __('Rejected', 'finders-fee'), tone: 'bad' },
    suspended: { label: __('Suspended', 'finders-fee'), tone: 'bad' },
  };
  return words[status];
}

export function programStatus(status: Program['status']): StatusWord {
  return status === 'active'
    ? { label: __('Active', 'finders-fee'), tone: 'good' }
    : { label: __('Paused', 'finders-fee'), tone: 'waiting' };
}

/** What the program does now: within its time frame its own status, before and after it nothing. */
export function programState(
  program: Pick<Program, 'status' | 'starts_at' | 'ends_at'>,
  now = new Date(),
): StatusWord {
  if (program.ends_at !== null && Date.parse(program.ends_at) <= now.getTime())
    return { label: __('Ended', 'finders-fee'), tone: 'quiet' };
  if (
    program.status === 'active' &&
    program.starts_at !== null &&
    Date.parse(program.starts_at) > now.getTime()
  )
    return { label: __('Not started yet', 'finders-fee'), tone: 'waiting' };
  return programStatus(program.status);
}

export function payoutStatus(status: Payout['status']): StatusWord {
  const words: Record<Payout['status'], StatusWord> = {
    proposed: { label: __('Proposed', 'finders-fee'), tone: 'waiting' },
    paid: { label: __('Paid', 'finders-fee'), tone: 'good' },
    cancelled: { label: __('Cancelled', 'finders-fee'), tone: 'quiet' },
  };
  return words[status];
}

export function couponStatus(coupon: Pick<Coupon, 'status' | 'sync'>): StatusWord {
  const words: Record<Coupon['status'], StatusWord> = {
    active: { label: __('Works in the shop', 'finders-fee'), tone: 'good' },
    expired: { label: __('Expired', 'finders-fee'), tone: 'quiet' },
    draft: { label: __('Draft', 'finders-fee'), tone: 'waiting' },
    trashed: { label: __('In the trash', 'finders-fee'), tone: 'bad' },
    deleted: { label: __('Deleted in the shop', 'finders-fee'), tone: 'bad' },
  };
  return words[coupon.status];
}

/** WooCommerce's own name of an order status where the page was told, else the bare word. */
export function orderStatus(status: string, names: Record<string, string> = {}): string {
  return names[status] ?? status.replaceAll('-', ' ');
}
