import {
  defaultSettings,
  settingsUpdateSchema,
  type Settings,
  type SettingsUpdate,
} from '@finders-fee/shared';
import type { Executor } from './client.ts';
import { settings } from './schema/settings.ts';

/** What applies now: what the owner changed over the defaults. A stored value that this version does not know is passed over. */
export async function readSettings(executor: Executor): Promise<Settings> {
  const rows = await executor.select().from(settings);
  const changed = rows
    .map(({ name, value }) => settingsUpdateSchema.safeParse({ [name]: value }))
    .map((parsed) => (parsed.success ? parsed.data : {}));
  return Object.assign({}, defaultSettings, ...changed) as Settings;
}

export async function writeSettings(executor: Executor, change: SettingsUpdate, at: Date): Promise<void> {
  for (const [name, value] of Object.entries(change)) {
    await executor
      .insert(settings)
      .values({ name, value, updatedAt: at })
      .onDuplicateKeyUpdate({ set: { value, updatedAt: at } });
  }
}
