import { __ } from '@wordpress/i18n';
import type { LedgerKind } from '@finders-fee/shared';

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
