import { __, _n, sprintf } from '@wordpress/i18n';
import { pageConfig } from '../config.ts';

/** `3 Nov 2026` in the store's time zone. */
export function formatDay(
  instant: string,
  locale = pageConfig().locale,
  timeZone = pageConfig().timeZone,
): string {
  return inZone(instant, locale, timeZone, { dateStyle: 'medium' });
}

/** `3 Nov 2026, 14:05` in the store's time zone. */
export function formatDayTime(
  instant: string,
  locale = pageConfig().locale,
  timeZone = pageConfig().timeZone,
): string {
  return inZone(instant, locale, timeZone, { dateStyle: 'medium', timeStyle: 'short' });
}

/** To the second, with the zone's name: what stands behind a short date. */
export function formatExactly(
  instant: string,
  locale = pageConfig().locale,
  timeZone = pageConfig().timeZone,
): string {
  return inZone(instant, locale, timeZone, { dateStyle: 'full', timeStyle: 'long' });
}

/** A calendar day (`2026-11-03`), which has no zone. */
export function formatCalendarDay(day: string, locale = pageConfig().locale, short = false): string {
  const style: Intl.DateTimeFormatOptions = short
    ? { day: 'numeric', month: 'short' }
    : { dateStyle: 'medium' };
  return inZone(`${day}T12:00:00Z`, locale, 'UTC', style);
}

/** The calendar day (`2026-11-03`) of an instant in the store's time zone, as a date field wants it. */
export function calendarDayOf(instant: string, timeZone = pageConfig().timeZone): string {
  return inZone(instant, 'en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' });
}

/** How long ago, in the largest unit that still says something. */
export function formatAgo(instant: string, now = new Date()): string {
  const seconds = Math.max(0, Math.round((now.getTime() - new Date(instant).getTime()) / 1000));
  const minutes = Math.round(seconds / 60);
  const hours = Math.round(minutes / 60);
  const days = Math.round(hours / 24);
  if (seconds < 2) return __('just now', 'finders-fee');
  /* translators: %d: number of seconds */
  if (seconds < 90) return sprintf(_n('%d second ago', '%d seconds ago', seconds, 'finders-fee'), seconds);
  /* translators: %d: number of minutes */
  if (minutes < 90) return sprintf(_n('%d minute ago', '%d minutes ago', minutes, 'finders-fee'), minutes);
  /* translators: %d: number of hours */
  if (hours < 36) return sprintf(_n('%d hour ago', '%d hours ago', hours, 'finders-fee'), hours);
  /* translators: %d: number of days */
  return sprintf(_n('%d day ago', '%d days ago', days, 'finders-fee'), days);
}

/** A store may have an offset (`+02:00`) for a zone, which not every browser knows; then UTC, and the name says so. */
function inZone(
  instant: string,
  locale: string,
  timeZone: string,
  style: Intl.DateTimeFormatOptions,
): string {
  const date = new Date(instant);
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone }).format(date);
  } catch {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' }).format(date);
  }
}
