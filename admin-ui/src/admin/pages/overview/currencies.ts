import type { Overview } from '@finders-fee/shared';
import { pageConfig } from '../../../config.ts';

/** The currencies that the period or the one before has figures of; the store's own first, and always there. */
export function currenciesOf(overview: Pick<Overview, 'figures' | 'figures_before' | 'store'>): string[] {
  const own = overview.store?.currency ?? pageConfig().currency;
  const others = [...overview.figures, ...overview.figures_before].map((each) => each.currency);
  return [own, ...[...new Set(others)].filter((currency) => currency !== own).sort()];
}
