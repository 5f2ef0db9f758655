import type { SummaryQuery } from '@finders-fee/shared';
import { periodOf, type Span } from '../../../format/period.ts';
import { rangeOf, type ReportPeriod } from './report-period.ts';

export type Grouping = SummaryQuery['group_by'];
export const groupings: Grouping[] = ['day', 'affiliate', 'coupon', 'program', 'channel'];

const subjects = ['affiliate_id', 'program_id', 'coupon_code', 'channel'] as const;

/** The one thing that a report is narrowed to. */
export interface Narrowing {
  subject: (typeof subjects)[number];
  value: string;
}

/** What a report is about, as it stands in the address. */
export interface ReportQuestion {
  period: ReportPeriod;
  grouping: Grouping;
  only: Narrowing | undefined;
}

export function questionOf(parameters: Record<string, string>): ReportQuestion {
  const only = subjects
    .map((subject) => ({ subject, value: parameters[subject] }))
    .find((each): each is Narrowing => Boolean(each.value));
  return {
    period: rangeOf(parameters) ?? periodOf(parameters['period']),
    grouping: groupings.find((each) => each === parameters['group_by']) ?? 'day',
    only,
  };
}

/** The same question as an address, with what is asked for where nothing is said left out. */
export function parametersOf({ period, grouping, only }: ReportQuestion): Record<string, string> {
  return {
    ...(typeof period === 'object' && { period: 'custom', ...period }),
    ...(typeof period === 'string' && period !== 'last-30-days' && { period }),
    ...(grouping !== 'day' && { group_by: grouping }),
    ...(only && { [only.subject]: only.value }),
  };
}

export function reportPath(question: ReportQuestion, span: Span): string {
  const { grouping, only } = question;
  const query = new URLSearchParams({
    after: span.after,
    before: span.before,
    group_by: grouping,
    ...(only && { [only.subject]: only.value }),
  });
  return `reports/summary?${query.toString()}`;
}

/** The row of the sales that earned for nobody. */
export const nobody = 'none';

/** What a row of a report narrows to when one looks closer; undefined for a day, which is as close as it gets. */
export function narrowingOf(grouping: Grouping, key: string): Narrowing | undefined {
  if (grouping === 'day' || key === nobody) return undefined;
  const names = {
    affiliate: 'affiliate_id',
    program: 'program_id',
    coupon: 'coupon_code',
    channel: 'channel',
  } as const;
  return { subject: names[grouping], value: key };
}
