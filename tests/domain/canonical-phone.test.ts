import { expect, test } from '@jest/globals';
import { canonicalPhone } from '@finders-fee/sidecar/domain/canonical-phone';

test.each([
  ['+44 (0)20 7946 0958', '020 7946 0958'],
  ['0044 20 7946 0958', '(020) 79460958'],
  ['+49 171 1234567', '0171/123 45 67'],
  ['+49 30 123456', '030 123456'],
  ['+1 (212) 555-0123', '212.555.0123'],
  ['1-212-555-0123 ext. 7', '+12125550123'],
  ['+45 12 34 56 87', '12345687'],
  ['+33 6 12 34 56 87', '06 12 34 56 87'],
  ['+39 06 1234 5687', '06 12345687'],
  ['+7 912 345-67-80', '8 (912) 345 67 80'],
  ['+852 2345 6780', '23456780'],
  ['+354 555 1234', '5551234'],
])('%j and %j are one number', (one, other) => {
  expect(canonicalPhone(one)).not.toBeNull();
  expect(canonicalPhone(one)).toBe(canonicalPhone(other));
});

test.each([
  ['+1 212 555 0123', '+1 212 555 0124'],
  ['020 7946 0958', '020 7946 0959'],
  ['+45 12 34 56 87', '+47 92 34 56 87'],
])('%j and %j are two numbers', (one, other) => {
  expect(canonicalPhone(one)).not.toBe(canonicalPhone(other));
});

test.each([null, '', '   ', '-', 'n/a', '112', '12345', '000000', '0000000000', '1111111111'])(
  '%j is no number',
  (typed) => {
    expect(canonicalPhone(typed)).toBeNull();
  },
);
