import { pageLocale } from './money.ts';

/** Writes instants as days of the store's time zone: the affiliate and the owner then name the same day. */
export function dayFormat(
  timeZone: string,
  locale = pageLocale(),
): (instant: string, year?: boolean) => string {
  const zone = knownZone(timeZone);
  return (instant, year = differsFromThisYear(instant)) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      ...(year ? { year: 'numeric' } : {}),
      timeZone: zone,
    }).format(new Date(instant));
}

/** The last `count` days of the store's calendar up to today, oldest first, as `2026-11-03`. */
export function lastDays(count: number, timeZone: string, now = new Date()): string[] {
  const isoDay = new Intl.DateTimeFormat('en-CA', {
    timeZone: knownZone(timeZone),
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const today = new Date(`${isoDay.format(now)}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => {
    const day = new Date(today);
    day.setUTCDate(today.getUTCDate() - (count - 1 - index));
    return day.toISOString().slice(0, 10);
  });
}

/** A calendar day, which belongs to no time zone. */
export function formatDay(day: string, locale = pageLocale()): string {
  return new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

function differsFromThisYear(instant: string): boolean {
  return new Date(instant).getUTCFullYear() !== new Date().getUTCFullYear();
}

/** WordPress may be set to a bare offset such as `+02:00`, which older browsers do not know. */
function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
