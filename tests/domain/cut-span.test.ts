import { describe, expect, test } from '@jest/globals';
import { cutSpan } from '@finders-fee/sidecar/domain/cut-span';

describe('a span of a report', () => {
  test.each([
    [
      'of whole days has no rest',
      { after: '2026-11-01T23:00:00Z', before: '2026-11-03T23:00:00Z' },
      { from: '2026-11-02', to: '2026-11-03' },
      [],
    ],
    [
      'that begins and ends within days has a rest at both ends',
      { after: '2026-11-01T10:00:00Z', before: '2026-11-04T10:00:00Z' },
      { from: '2026-11-02', to: '2026-11-03' },
      [
        ['2026-11-01T10:00:00.000Z', '2026-11-01T23:00:00.000Z'],
        ['2026-11-03T23:00:00.000Z', '2026-11-04T10:00:00.000Z'],
      ],
    ],
    [
      'over one midnight has no whole day',
      { after: '2026-11-01T10:00:00Z', before: '2026-11-02T10:00:00Z' },
      undefined,
      [
        ['2026-11-01T10:00:00.000Z', '2026-11-01T23:00:00.000Z'],
        ['2026-11-01T23:00:00.000Z', '2026-11-02T10:00:00.000Z'],
      ],
    ],
    [
      'within a day is all rest',
      { after: '2026-11-01T10:00:00Z', before: '2026-11-01T11:00:00Z' },
      undefined,
      [['2026-11-01T10:00:00.000Z', '2026-11-01T11:00:00.000Z']],
    ],
    [
      'that ends before it begins is empty',
      { after: '2026-11-02T00:00:00Z', before: '2026-11-01T00:00:00Z' },
      undefined,
      [],
    ],
    ['without ends is all days', {}, { from: undefined, to: undefined }, []],
    [
      'with one end is open at the other',
      { before: '2026-10-25T12:00:00Z' },
      { from: undefined, to: '2026-10-24' },
      [['2026-10-24T22:00:00.000Z', '2026-10-25T12:00:00.000Z']],
    ],
  ])('%s', (_, span, days, rests) => {
    const cut = cutSpan(span, 'Europe/Berlin');
    expect(cut.days).toEqual(days);
    expect(cut.rests.map(({ after, before }) => [after, before])).toEqual(rests);
  });
});
