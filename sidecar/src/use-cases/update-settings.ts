import type { Settings, SettingsUpdate } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { reassessOrdersInStatus } from '../database/reassessments.ts';
import { readSettings, writeSettings } from '../database/settings.ts';
import { transact } from '../database/transaction.ts';

/**
 * Changes settings. Orders whose status now begins or ceases to earn are looked at again;
 * nothing else changes what was decided before.
 */
export function updateSettings(
  { database, clock }: { database: Database; clock: () => Date },
  change: SettingsUpdate,
): Promise<Settings> {
  const at = clock();
  return transact(database, async (transaction) => {
    const before = await readSettings(transaction);
    await writeSettings(transaction, change, at);
    const after = await readSettings(transaction);
    const differing = [...before.earning_statuses, ...after.earning_statuses].filter(
      (status) => before.earning_statuses.includes(status) !== after.earning_statuses.includes(status),
    );
    await reassessOrdersInStatus(transaction, differing, at);
    return after;
  });
}
