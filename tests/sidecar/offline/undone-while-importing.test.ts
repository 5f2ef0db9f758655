import { expect, test } from '@jest/globals';
import type { CsvRow } from '@finders-fee/sidecar/domain/csv-row';
import { importOfflineSales } from '@finders-fee/sidecar/use-cases/import-offline-sales';
import { anApi } from '../../support/an-api.ts';
import { fill } from '../../support/a-filled-shop.ts';
import { expectCleanBooks } from '../../support/expect-clean-books.ts';

test('an import whose batch is undone under way ends there, and leaves nothing', async () => {
  const api = await anApi();
  const shop = fill(api);
  await shop.coupon('counter', await shop.affiliate());
  const separator = ',';
  const header: CsvRow = { line: 1, cells: ['Coupon', 'sales amount', 'order ID', 'date'], separator };
  const row = (index: number): CsvRow => ({
    line: index + 2,
    cells: ['counter', '10', `o${index}`, '2026-01-11'],
    separator,
  });
  const sales = Array.from({ length: 1500 }, (_, index) => row(index));
  async function* file(): AsyncIterable<CsvRow[]> {
    yield await Promise.resolve([header, ...sales]);
  }
  const told: string[] = [];
  const undoAfterTheFirst = async (verdicts: readonly { verdict: string }[]) => {
    told.push(...verdicts.map(({ verdict }) => verdict));
    const [batch] = (await api.owner('GET', '/offline-sales/batches')).body;
    await api.owner('POST', `/offline-sales/batches/${batch.id as string}/undo`);
  };
  const importing = importOfflineSales(
    api.services,
    { rows: file(), tell: undoAfterTheFirst },
    { dryRun: false },
  );
  await expect(importing).rejects.toMatchObject({ code: 'conflict' });
  expect(told).toEqual(Array.from({ length: 500 }, () => 'imported'));
  expect((await api.owner('GET', '/offline-sales?status=recorded')).body).toEqual([]);
  expect((await api.owner('GET', '/balances')).body).toMatchObject([{ balance: '0.00' }]);
  await expectCleanBooks(api.services.database);
  await api.stop();
}, 60_000);
