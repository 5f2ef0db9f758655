import { expect } from '@jest/globals';
import type { Database } from '@finders-fee/sidecar/database/client';
import { commissions, ledgerTransfers } from '@finders-fee/sidecar/database/schema/commissions';
import { verifyBooks } from '@finders-fee/sidecar/use-cases/verify-books';

/** After every test that writes books: no drift, and each commission is the sum of its ledger entries, which count from 1 without a gap. */
export async function expectCleanBooks(database: Database): Promise<void> {
  const { drifting } = await verifyBooks({ database, clock: () => new Date() });
  expect(drifting).toEqual([]);
  const entries = await database.db.select().from(ledgerTransfers);
  for (const commission of await database.db.select().from(commissions)) {
    const own = entries.filter(({ commissionId }) => commissionId === commission.id);
    const signed = own
      .filter(({ currency }) => currency === commission.currency)
      .map(({ fromAccount, toAccount, amountMinor }) => {
        if (toAccount === 'expense') return -amountMinor;
        return fromAccount === 'expense' ? amountMinor : 0n;
      });
    expect(signed.reduce((sum, amount) => sum + amount, 0n)).toBe(commission.amountMinor);
    const references = own.map(({ reference }) => reference).sort();
    const expected = own.map((_, index) => `commission:${commission.id}:${index + 1}`).sort();
    expect(references).toEqual(expected);
  }
}
