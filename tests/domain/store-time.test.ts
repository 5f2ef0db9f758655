import { describe, expect, test } from '@jest/globals';
import { dayOf, offsetsOf, plusDays, startOfDay } from '@finders-fee/sidecar/domain/store-time';

describe('the store’s calendar', () => {
  test.each([
    ['Europe/Berlin', '2026-11-03T22:59:59Z', '2026-11-03'],
    ['Europe/Berlin', '2026-11-03T23:00:00Z', '2026-11-04'],
    ['America/Los_Angeles', '2026-07-01T06:59:59Z', '2026-06-30'],
    ['Asia/Kathmandu', '2026-01-01T18:15:00Z', '2026-01-02'],
    ['+05:30', '2026-01-01T18:30:00Z', '2026-01-02'],
    ['-03:30', '2026-01-01T03:29:00Z', '2025-12-31'],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01'],
    ['Not/AZone', '2026-01-01T00:00:00Z', '2026-01-01'],
  ])('in %s %s is on %s', (zone, instant, day) => {
    expect(dayOf(zone, new Date(instant))).toBe(day);
  });

  test.each([
    ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['Europe/Berlin', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['Pacific/Auckland', '2026-09-28', '2026-09-27T11:00:00.000Z'],
    ['+05:30', '2026-01-02', '2026-01-01T18:30:00.000Z'],
    // Their clocks go forward at midnight.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
    ['America/Santiago', '2026-04-05', '2026-04-05T04:00:00.000Z'],
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
    // The day that Samoa left out.
    ['Pacific/Apia', '2011-12-30', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-31', '2011-12-30T10:00:00.000Z'],
  ])('in %s %s begins at %s', (zone, day, instant) => {
    expect(startOfDay(zone, day).toISOString()).toBe(instant);
  });

  test('every change of the clocks in a span is found to the minute', () => {
    const offsets = offsetsOf(
      'Europe/Berlin',
      new Date('2026-01-01T00:00:00Z'),
      new Date('2027-01-01T00:00:00Z'),
    );
    expect(offsets).toEqual([
      { minutes: 60, until: new Date('2026-03-29T01:00:00Z') },
      { minutes: 120, until: new Date('2026-10-25T01:00:00Z') },
      { minutes: 60, until: null },
    ]);
  });

  test('days are counted over the end of a month', () => {
    expect([plusDays('2026-02-28', 1), plusDays('2026-03-01', -1)]).toEqual(['2026-03-01', '2026-02-28']);
  });
});
