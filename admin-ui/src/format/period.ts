import { pageConfig } from '../config.ts';

export const periods = ['last-7-days', 'last-30-days', 'this-month', 'last-month', 'last-12-months'] as const;

export type PeriodName = (typeof periods)[number];

/** A half-open span of instants, RFC 3339 in UTC. */
export interface Span {
  after: string;
  before: string;
}

/** The period that an address asks for; the last 30 days where it names none that we know. */
export function periodOf(name: string | undefined): PeriodName {
  return periods.find((each) => each === name) ?? 'last-30-days';
}

/** The span that a name means now, from midnight to midnight of the store's own days. */
export function spanOf(name: PeriodName, now = new Date(), timeZone = pageConfig().timeZone): Span {
  const today = calendarDay(now, timeZone);
  const at = (year: number, month: number, day: number) => midnight(year, month, day, timeZone);
  const { year, month, day } = today;
  const spans: Record<PeriodName, [Date, Date]> = {
    'last-7-days': [at(year, month, day - 6), at(year, month, day + 1)],
    'last-30-days': [at(year, month, day - 29), at(year, month, day + 1)],
    'this-month': [at(year, month, 1), at(year, month, day + 1)],
    'last-month': [at(year, month - 1, 1), at(year, month, 1)],
    'last-12-months': [at(year - 1, month, day + 1), at(year, month, day + 1)],
  };
  const [after, before] = spans[name];
  return { after: rfc3339(after), before: rfc3339(before) };
}

/** Midnight of a calendar day in a zone; `month` from 0, overflowing days and months are carried. */
export function midnight(year: number, month: number, day: number, timeZone: string): Date {
  const asIfUtc = Date.UTC(year, month, day);
  const first = asIfUtc - offsetMs(new Date(asIfUtc), timeZone);
  return new Date(asIfUtc - offsetMs(new Date(first), timeZone));
}

/** The instant at which a calendar day (`2026-11-03`) begins in the store's zone, `days` later; RFC 3339 in UTC. */
export function startOfDay(day: string, days = 0, timeZone = pageConfig().timeZone): string {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number);
  return rfc3339(midnight(year, month - 1, date + days, timeZone));
}

function calendarDay(instant: Date, timeZone: string): { year: number; month: number; day: number } {
  const local = new Date(instant.getTime() + offsetMs(instant, timeZone));
  return { year: local.getUTCFullYear(), month: local.getUTCMonth(), day: local.getUTCDate() };
}

/** How far a zone's clock is ahead of UTC at an instant. */
function offsetMs(instant: Date, timeZone: string): number {
  const fixed = /^([+-])(\d\d):?(\d\d)$/.exec(timeZone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
      .formatToParts(instant)
      .map((part) => [part.type, Number(part.value)]),
  );
  const at = (unit: string) => parts[unit] ?? 0;
  const wall = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return wall - Math.floor(instant.getTime() / 1000) * 1000;
}

function rfc3339(instant: Date): string {
  return instant.toISOString().replace('.000Z', 'Z');
}
