import { roughly } from '../../format/money.ts';
import type { Span } from '../../format/period.ts';

/** One bar: the days from `from` to `to`, both included, with heights good for drawing only. */
export interface Bucket {
  from: string;
  to: string;
  sales: number;
  commission: number;
}

/** What one day brought in one currency, amounts as the API prints them. */
export interface DayOfSales {
  day: string;
  currency: string;
  sales: string;
  commission: string;
}

const mostBars = 62;
/** A hundred years. */
const mostDays = 36_525;

/** Every day of the period has a place, also the quiet ones; a long period is drawn by weeks, and one of years by parts as long as need be. */
export function bucketsOf(
  days: readonly DayOfSales[],
  currency: string,
  period: Span,
  timeZone: string,
): Bucket[] {
  const known = new Map(days.filter((day) => day.currency === currency).map((day) => [day.day, day]));
  const all = calendarDays(period, timeZone);
  const width = all.length <= mostBars ? 1 : Math.max(7, Math.ceil(all.length / mostBars));
  const buckets: Bucket[] = [];
  for (let start = 0; start < all.length; start += width) {
    const span = all.slice(start, start + width);
    const found = span.map((day) => known.get(day)).filter((day) => day !== undefined);
    buckets.push({
      from: span[0] ?? '',
      to: span.at(-1) ?? '',
      sales: found.reduce((sum, day) => sum + roughly(day.sales), 0),
      commission: found.reduce((sum, day) => sum + roughly(day.commission), 0),
    });
  }
  return buckets;
}

function calendarDays({ after, before }: Span, timeZone: string): string[] {
  const first = dayIn(new Date(after), timeZone);
  const last = dayIn(new Date(new Date(before).getTime() - 1), timeZone);
  const days: string[] = [];
  const day = new Date(`${first}T12:00:00Z`);
  while (days.length < mostDays) {
    const name = day.toISOString().slice(0, 10);
    if (name > last) break;
    days.push(name);
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return days;
}

function dayIn(instant: Date, timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
  } catch {
    return instant.toISOString().slice(0, 10);
  }
}

/** A round number at or above the highest bar, for the axis. */
export function niceCeiling(highest: number): number {
  if (highest <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(highest));
  const step = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= highest) ?? 10;
  return step * power;
}
