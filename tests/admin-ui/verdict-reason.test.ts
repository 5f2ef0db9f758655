import { describe, expect, test } from '@jest/globals';
import { saleRefusalCodes, type ImportVerdict } from '@finders-fee/shared';
import { saleSentence } from '../../sidecar/src/domain/sale-sentence.ts';
import { sayVerdictReason } from '../../admin-ui/src/admin/pages/offline-sales/verdict-reason.ts';

/** Another one for each name. */
const names = [
  ...['cells', 'columns', 'most', 'amount', 'thousands', 'decimals', 'currency', 'first', 'last', 'coupon'],
  ...['day', 'end', 'reason', 'program', 'least', 'rate', 'order_id'],
];
const values = Object.fromEntries(names.map((name) => [name, `<${name}>`]));

describe('why a row is not imported', () => {
  test.each([...saleRefusalCodes])('is said in English as the sidecar says it: %s', (code) => {
    const { text } = saleSentence(code, ...([values] as never));
    expect(text).not.toContain('undefined');
    const verdict: ImportVerdict = { line: 2, verdict: 'refused', reason: 'not used', code, values };
    expect(sayVerdictReason(verdict)).toBe(`${text}.`);
  });

  test('is the sidecar’s own sentence where the page does not know its code', () => {
    const verdict = { line: 2, verdict: 'refused' as const, reason: 'A new reason.', values: {} };
    expect(sayVerdictReason(verdict)).toBe('A new reason.');
    expect(sayVerdictReason({ ...verdict, code: 'from_next_year' as never })).toBe('A new reason.');
  });
});
