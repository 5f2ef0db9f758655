import type { Note, NoteCreate } from '@finders-fee/shared';
import { insertNote } from '../database/affiliate-notes.ts';
import { assertAffiliateThere } from '../database/affiliates.ts';
import type { Services } from '../services.ts';
import { transact } from '../database/transaction.ts';

/** Writes something down about an affiliate, for the owner's eyes only. Throws `not_found` for an unknown affiliate. */
export function addNote(
  { database, clock }: Pick<Services, 'database' | 'clock'>,
  affiliateId: string,
  { text, userId }: NoteCreate & { userId: number },
): Promise<Note> {
  return transact(database, async (transaction) => {
    await assertAffiliateThere(transaction, affiliateId);
    return insertNote(transaction, affiliateId, { text, writtenByUserId: userId, writtenAt: clock() });
  });
}
