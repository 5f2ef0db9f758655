import { __ } from '@wordpress/i18n';
import type { Account, LedgerKind } from '@finders-fee/shared';

/** What an entry in the books did. */
export function entryWord(kind: LedgerKind): string {
  const words: Record<LedgerKind, string> = {
    earned: __('earned', 'finders-fee'),
    adjusted: __('adjusted', 'finders-fee'),
    reversed: __('reversed', 'finders-fee'),
    approved: __('approved', 'finders-fee'),
    paid: __('paid', 'finders-fee'),
    clawed_back: __('taken back after payment', 'finders-fee'),
    written_off: __('written off', 'finders-fee'),
    bonus: __('bonus', 'finders-fee'),
  };
  return words[kind];
}

/** Where an affiliate's money stands. */
export function accountWord(account: Account): string {
  const words: Record<Account, string> = {
    expense: __('not earned', 'finders-fee'),
    pending: __('on hold', 'finders-fee'),
    held: __('held for review', 'finders-fee'),
    approved: __('payable', 'finders-fee'),
    paid: __('paid', 'finders-fee'),
  };
  return words[account];
}
