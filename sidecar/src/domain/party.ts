import type { ReasonCode, Terms } from '@finders-fee/shared';

/** An affiliate with a commission on the order, or about to have one: frozen terms, and `['winner', …]` or why the order earns nothing. */
export interface Party {
  affiliateId: string;
  terms: Terms;
  reasons: readonly ReasonCode[];
}
