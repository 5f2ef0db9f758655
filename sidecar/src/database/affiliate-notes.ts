import type { Note } from '@finders-fee/shared';
import { and, eq } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { affiliateNotes } from './schema/affiliates.ts';

/** Returns the new note. */
export async function insertNote(
  executor: Executor,
  affiliateId: string,
  note: { text: string; writtenByUserId: number; writtenAt: Date },
): Promise<Note> {
  const row = { id: makeId('note'), affiliateId, ...note };
  await executor.insert(affiliateNotes).values(row);
  return showNote(row);
}

export async function findNote(
  executor: Executor,
  affiliateId: string,
  noteId: string,
): Promise<Note | undefined> {
  const [row] = await executor
    .select()
    .from(affiliateNotes)
    .where(and(eq(affiliateNotes.id, noteId), eq(affiliateNotes.affiliateId, affiliateId)))
    .for('update');
  return row && showNote(row);
}

export async function deleteNote(executor: Executor, noteId: string): Promise<void> {
  await executor.delete(affiliateNotes).where(eq(affiliateNotes.id, noteId));
}

export function showNote({ id, text, writtenByUserId, writtenAt }: typeof affiliateNotes.$inferSelect): Note {
  return { id, text, written_by_user_id: writtenByUserId, written_at: writtenAt.toISOString() };
}
