import { describe, expect, test } from '@jest/globals';
import { formatDay, formatExactly, formatAgo } from '../../admin-ui/src/format/instant.ts';
import { formatMoney, formatRate, formatSignedMoney, parseRate } from '../../admin-ui/src/format/money.ts';
import { midnight, spanOf } from '../../admin-ui/src/format/period.ts';

/** Intl puts a narrow or a no-break space where a reader sees a space. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

describe('an amount on the page', () => {
  test.each([
    ['13.50', 'EUR', 'en-GB', '€13.50'],
    ['13.50', 'EUR', 'de-DE', '13,50 €'],
    ['1350', 'JPY', 'en-GB', 'JP¥1,350'],
    ['13.500', 'KWD', 'en-GB', 'KWD 13.500'],
    ['12345678901234567.89', 'EUR', 'en-GB', '€12,345,678,901,234,567.89'],
    ['1.00', 'not a currency', 'en-GB', '1.00 not a currency'],
  ])('%s %s reads in %s as %s', (amount, currency, locale, text) => {
    expect(plain(formatMoney(amount, currency, locale))).toBe(text);
  });

  test('has its sign where a ledger writes it', () => {
    expect(formatSignedMoney('13.50', 'EUR', 'en-GB')).toBe('+€13.50');
    expect(formatSignedMoney('-4.50', 'EUR', 'en-GB')).toBe('−€4.50');
    expect(formatSignedMoney('0.00', 'EUR', 'en-GB')).toBe('€0.00');
  });
});

describe('a rate', () => {
  test.each([
    ['10', '10'],
    [' 12,5 % ', '12.5'],
    ['100', '100'],
    ['0', undefined],
    ['0.0', undefined],
    ['', undefined],
    ['100.1', undefined],
    ['-5', undefined],
    ['ten', undefined],
  ])('typed as "%s" is %s', (typed, rate) => {
    expect(parseRate(typed)).toBe(rate);
  });

  test('reads without decimals that say nothing', () => {
    expect(formatRate('10.0000', 'en-GB')).toBe('10%');
    expect(plain(formatRate('12.5', 'de-DE'))).toBe('12,5 %');
  });
});

describe('an instant', () => {
  test('has the day of the store, not of the reader', () => {
    expect(formatDay('2026-11-02T23:30:00Z', 'en-GB', 'Europe/Berlin')).toBe('3 Nov 2026');
    expect(formatDay('2026-11-02T23:30:00Z', 'en-GB', '-05:00')).toBe('2 Nov 2026');
  });

  test('is exact to the second with its zone', () => {
    expect(formatExactly('2026-11-03T13:05:07Z', 'en-GB', 'Europe/Berlin')).toMatch(
      /^Tuesday,? 3 November 2026 at 14:05:07 CET$/,
    );
  });

  test.each([
    [12, '12 seconds ago'],
    [1, 'just now'],
    [600, '10 minutes ago'],
    [7200, '2 hours ago'],
    [259_200, '3 days ago'],
    [-5, 'just now'],
  ])('%d seconds back is "%s"', (seconds, words) => {
    const now = new Date('2026-11-21T12:00:00Z');
    expect(formatAgo(new Date(now.getTime() - seconds * 1000).toISOString(), now)).toBe(words);
  });
});

describe('a period', () => {
  const now = new Date('2026-11-21T23:30:00Z');

  test('runs from midnight to midnight of the store', () => {
    expect(spanOf('last-7-days', now, 'Europe/Berlin')).toEqual({
      after: '2026-11-15T23:00:00Z',
      before: '2026-11-22T23:00:00Z',
    });
    expect(spanOf('last-month', now, 'UTC')).toEqual({
      after: '2026-10-01T00:00:00Z',
      before: '2026-11-01T00:00:00Z',
    });
    expect(spanOf('this-month', now, '+13:00')).toEqual({
      after: '2026-10-31T11:00:00Z',
      before: '2026-11-22T11:00:00Z',
    });
  });

  test('keeps midnight across a change of the clocks', () => {
    expect(midnight(2026, 2, 29, 'Europe/Berlin').toISOString()).toBe('2026-03-28T23:00:00.000Z');
    expect(midnight(2026, 2, 30, 'Europe/Berlin').toISOString()).toBe('2026-03-29T22:00:00.000Z');
    expect(midnight(2026, 9, 25, 'Europe/Berlin').toISOString()).toBe('2026-10-24T22:00:00.000Z');
    expect(midnight(2026, 9, 26, 'Europe/Berlin').toISOString()).toBe('2026-10-25T23:00:00.000Z');
  });
});
