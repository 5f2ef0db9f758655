import { __ } from '@wordpress/i18n';
import type { Channel, SummaryRow } from '@finders-fee/shared';
import { formatCalendarDay } from '../../../format/instant.ts';
import { channelWord } from '../../../words/channel.ts';
import { nobody, type Grouping } from './report-query.ts';

export function groupingWord(grouping: Grouping): string {
  const words: Record<Grouping, string> = {
    day: __('Day', 'finders-fee'),
    affiliate: __('Affiliate', 'finders-fee'),
    coupon: __('Coupon', 'finders-fee'),
    program: __('Program', 'finders-fee'),
    channel: __('Channel', 'finders-fee'),
  };
  return words[grouping];
}

/** What a row is of, in the reader's language. */
export function rowLabel({ key, label }: Pick<SummaryRow, 'key' | 'label'>, grouping: Grouping): string {
  if (grouping === 'day') return formatCalendarDay(key);
  if (grouping === 'channel') return channelWord(key as Channel);
  return key === nobody ? __('Nobody', 'finders-fee') : label;
}
