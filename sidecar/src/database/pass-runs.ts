import { z } from 'zod';
import type { Database } from './client.ts';
import { findCursor, listCursors, writeCursor, type Cursor } from './sync-cursors.ts';

/** How a pass over the store went the last time. */
export interface PassRun {
  ok: boolean;
  message: string;
  endedAt: Date;
}

const prefix = 'pass:';
const longestMessage = 180;
const storedSchema = z.object({ ok: z.boolean(), message: z.string() });

export async function findPassRun(database: Database, name: string): Promise<PassRun | undefined> {
  const row = await findCursor(database, prefix + name);
  return row && toRun(row);
}

/** The last run of every pass, by its name. */
export async function listPassRuns(database: Database): Promise<Map<string, PassRun>> {
  const rows = await listCursors(database, prefix);
  return new Map([...rows].map(([name, row]) => [name, toRun(row)]));
}

export async function writePassRun({ db }: Database, name: string, run: PassRun): Promise<void> {
  const value = JSON.stringify({ ok: run.ok, message: run.message.slice(0, longestMessage) });
  await writeCursor(db, { name: prefix + name, value, now: run.endedAt });
}

function toRun({ value, updatedAt }: Cursor): PassRun {
  return { ...storedSchema.parse(JSON.parse(value)), endedAt: updatedAt };
}
