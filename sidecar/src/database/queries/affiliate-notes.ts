import type { Note } from '@finders-fee/shared';
import { eq } from 'drizzle-orm';
import { showNote } from '../affiliate-notes.ts';
import { assertAffiliateThere } from '../affiliates.ts';
import type { Database } from '../client.ts';
import { affiliateNotes } from '../schema/affiliates.ts';
import { countAll, cutOf, showPage, sorted, type Cut, type Page } from './page.ts';

/** What the owner wrote down about an affiliate, newest first. Throws `not_found` for an unknown affiliate. */
export async function listNotes({ db }: Database, affiliateId: string, cut: Cut): Promise<Page<Note>> {
  await assertAffiliateThere(db, affiliateId);
  const { limit, offset } = cutOf(cut);
  const where = eq(affiliateNotes.affiliateId, affiliateId);
  const [rows, counted] = await Promise.all([
    db
      .select()
      .from(affiliateNotes)
      .where(where)
      .orderBy(...sorted('desc', affiliateNotes.writtenAt, affiliateNotes.id))
      .limit(limit)
      .offset(offset),
    db.select(countAll).from(affiliateNotes).where(where),
  ]);
  return showPage(rows, counted, showNote);
}
