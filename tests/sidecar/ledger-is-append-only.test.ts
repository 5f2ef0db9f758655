import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { databaseErrno } from '@finders-fee/sidecar/database/transaction';
import { makeId } from '@finders-fee/sidecar/database/make-id';
import { ledgerTransfers } from '@finders-fee/sidecar/database/schema/commissions';
import { freshDatabase } from '../support/database.ts';

const signalled = 1644;

describe('the ledger', () => {
  let database: Awaited<ReturnType<typeof freshDatabase>>;
  beforeAll(async () => {
    database = await freshDatabase();
    await database.db.insert(ledgerTransfers).values({
      id: makeId('transfer'),
      reference: 'earned:1',
      kind: 'earned',
      affiliateId: makeId('affiliate'),
      currency: 'EUR',
      exponent: 2,
      fromAccount: 'expense',
      toAccount: 'pending',
      amountMinor: 9_007_199_254_740_993n,
      reason: 'order_earning',
      occurredAt: new Date(),
      recordedAt: new Date(),
    });
  });
  afterAll(() => database.close());

  test('keeps amounts beyond 2^53 to the unit', async () => {
    const [row] = await database.db.select().from(ledgerTransfers);
    expect(row?.amountMinor).toBe(9_007_199_254_740_993n);
  });

  test.each(['UPDATE ledger_transfers SET amount_minor = 1', 'DELETE FROM ledger_transfers'])(
    'refuses "%s" in the database itself',
    async (statement) => {
      const error = await database.pool.query(statement).catch((reason: unknown) => reason);
      expect(databaseErrno(error)).toBe(signalled);
      expect(await database.db.select().from(ledgerTransfers)).toHaveLength(1);
    },
  );
});
