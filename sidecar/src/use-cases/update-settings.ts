import type { Settings, SettingsUpdate } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import { readSettings, writeSettings } from '../database/settings.ts';
import { transact } from '../database/transaction.ts';

/** Changes settings, for orders that are first seen from now on: each keeps the rules it was first seen under. */
export function updateSettings(
  { database, clock }: { database: Database; clock: () => Date },
  change: SettingsUpdate,
): Promise<Settings> {
  const at = clock();
  return transact(database, async (transaction) => {
    await writeSettings(transaction, change, at);
    return readSettings(transaction);
  });
}
