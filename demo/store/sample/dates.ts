import { invalidParameter } from './store-error.ts';

const isoDate = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)?)?$/i;

/** Now as the store writes it: UTC, whole seconds, `2026-11-03T10:00:05Z`. */
export function wholeSecond(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** WooCommerce's `*_gmt`: the instant without its `Z`. */
export function asGmt(instant: string | null): string | null {
  return instant === null ? null : instant.slice(0, 19);
}

/** WooCommerce's site-local date without a zone. */
export function asLocal(instant: string | null, timeZone: string): string | null {
  if (instant === null) return null;
  const time = Date.parse(instant);
  return new Date(time + offsetMs(time, timeZone)).toISOString().slice(0, 19);
}

/** The instant at which the clock on the shop's wall shows this. */
export function fromLocal(local: string, timeZone: string): string {
  const asIfUtc = Date.parse(`${local.slice(0, 19)}Z`);
  const guess = asIfUtc - offsetMs(asIfUtc, timeZone);
  return wholeSecond(new Date(asIfUtc - offsetMs(guess, timeZone)));
}

/**
 * What a date filter compares with, as WooCommerce 11 on HPOS reads it (OrdersTableQuery, WP_Date_Query): an instant with `Z` and whole seconds
 * is right; with milliseconds, or together with `dates_are_gmt`, it goes wrong by the site's offset. Throws 400 when it is no date.
 */
export function filterInstant(name: string, text: string, datesAreGmt: boolean, timeZone: string): string {
  const match = isoDate.exec(text);
  if (!match) throw invalidParameter(name, 'rest_invalid_date', 'Invalid date.');
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction, zone] = match;
  const digits = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  if (zone === undefined) return datesAreGmt ? `${digits}Z` : fromLocal(digits, timeZone);
  const instant = wholeSecond(new Date(Date.parse(`${digits}${zone}`)));
  if (datesAreGmt) return `${asLocal(instant, timeZone)}Z`;
  return fraction === undefined ? instant : fromLocal(digits, timeZone);
}

function offsetMs(time: number, timeZone: string): number {
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
      .formatToParts(time)
      .map(({ type, value }) => [type, Number(value)]),
  ) as Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', number>;
  const wall = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second);
  return wall - Math.floor(time / 1000) * 1000;
}
