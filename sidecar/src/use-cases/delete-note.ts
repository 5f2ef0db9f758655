import { AppError, type Note } from '@finders-fee/shared';
import { deleteNote as deleteNoteRow, findNote } from '../database/affiliate-notes.ts';
import { assertAffiliateThere } from '../database/affiliates.ts';
import { transact } from '../database/transaction.ts';
import type { Services } from '../services.ts';

/** Takes a note away for good. Throws `not_found` for an unknown affiliate or note. */
export function deleteNote(
  { database }: Pick<Services, 'database'>,
  affiliateId: string,
  noteId: string,
): Promise<Note> {
  return transact(database, async (transaction) => {
    await assertAffiliateThere(transaction, affiliateId);
    const note = await findNote(transaction, affiliateId, noteId);
    if (!note) throw new AppError('not_found', `There is no note "${noteId}" about this affiliate.`);
    await deleteNoteRow(transaction, noteId);
    return note;
  });
}
