import { calendarDayOf } from '../../../format/instant.ts';
import { spanOf, startOfDay, type PeriodName, type Span } from '../../../format/period.ts';

/** Days of the store's calendar (`2026-11-03`), both included. */
export interface DayRange {
  from: string;
  to: string;
}

export type ReportPeriod = PeriodName | DayRange;

/** The days that an address names; undefined where it names none that the calendar has. */
export function rangeOf(parameters: Record<string, string>): DayRange | undefined {
  const { period, from, to } = parameters;
  return period === 'custom' && isDay(from) && isDay(to) ? { from, to } : undefined;
}

/** From the first day's midnight to that after the last, by the store's clock; undefined for days in the wrong order. */
export function spanOfPeriod(period: ReportPeriod): Span | undefined {
  if (typeof period === 'string') return spanOf(period);
  return isBackwards(period)
    ? undefined
    : { after: startOfDay(period.from), before: startOfDay(period.to, 1) };
}

/** The days of a period by name, to begin with. */
export function daysOf(name: PeriodName): DayRange {
  const { after, before } = spanOf(name);
  const lastInstant = new Date(Date.parse(before) - 1).toISOString();
  return { from: calendarDayOf(after), to: calendarDayOf(lastInstant) };
}

export function isBackwards({ from, to }: DayRange): boolean {
  return to < from;
}

function isDay(text: string | undefined): text is string {
  if (text === undefined || !/^(19[7-9]|2\d\d)\d-\d\d-\d\d$/.test(text)) return false;
  const noon = Date.parse(`${text}T12:00:00Z`);
  return !Number.isNaN(noon) && new Date(noon).toISOString().startsWith(text);
}
