import { _n, sprintf } from '@wordpress/i18n';
import type { Payout } from '@finders-fee/shared';

/** Of how much a payout is made. */
export function sayItems({ items }: Payout): string {
  /* translators: %d: number of items in a payout */
  return sprintf(_n('%d item', '%d items', items.length, 'finders-fee'), items.length);
}
