import { writeCursor } from '../database/sync-cursors.ts';
import { heardPrefix } from '../database/queries/health.ts';
import type { Services } from '../services.ts';

/** Writes down when each webhook topic was last heard: every few seconds instead of with every webhook. */
export async function flushHeard({ database, heard, logger }: Services): Promise<void> {
  for (const [topic, heardAt] of heard) {
    heard.delete(topic);
    try {
      const value = heardAt.toISOString();
      await writeCursor(database.db, { name: (heardPrefix + topic).slice(0, 64), value, now: heardAt });
    } catch (error) {
      logger.warn({ err: error }, 'the last webhook could not be written down');
      return;
    }
  }
}
