import { AppError, type AffiliateCreate } from '@finders-fee/shared';
import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { sealPayout } from './payout-accounts.ts';
import { affiliates } from './schema/affiliates.ts';
import { couponOwnerships } from './schema/coupons.ts';
import { databaseErrno } from './transaction.ts';

const duplicateKey = 1062;

/** What is written of an affiliate but for the rate, which has versions; `key` seals where they are paid. */
export type AffiliateRow = Omit<AffiliateCreate, 'rate'>;

/** Returns the new affiliate's id. Throws `conflict` when the WordPress user already is an affiliate. */
export async function insertAffiliate(
  executor: Executor,
  { wordpress_user_id: wordpressUserId, program_id: programId, payout, ...same }: AffiliateRow,
  { at, key }: { at: Date; key: Buffer },
): Promise<string> {
  const id = makeId('affiliate');
  const sealed = sealPayout(id, payout, key);
  await refusingTakenUser(wordpressUserId, () =>
    executor
      .insert(affiliates)
      .values({ id, ...same, wordpressUserId, programId, payout: sealed, createdAt: at }),
  );
  return id;
}

/** Throws `conflict` when the WordPress user already is another affiliate. */
export async function updateAffiliateRow(
  executor: Executor,
  id: string,
  change: { [Field in keyof AffiliateRow]?: AffiliateRow[Field] | undefined },
  key: Buffer,
): Promise<void> {
  if (Object.values(change).every((value) => value === undefined)) return;
  const { wordpress_user_id: wordpressUserId, program_id: programId, payout, ...same } = change;
  // drizzle-orm passes over what is undefined.
  const columns = {
    ...same,
    wordpressUserId,
    programId,
    payout: payout === undefined ? undefined : sealPayout(id, payout, key),
  };
  await refusingTakenUser(wordpressUserId, () =>
    executor.update(affiliates).set(columns).where(eq(affiliates.id, id)),
  );
}

/** Hides the affiliate, sets the WordPress user free for another one, and ends what was owned; what was earned stays. */
export async function markAffiliateDeleted(executor: Executor, id: string, at: Date): Promise<void> {
  await executor
    .update(affiliates)
    .set({ deletedAt: at, wordpressUserId: null })
    .where(eq(affiliates.id, id));
  await executor
    .update(couponOwnerships)
    .set({ validTo: at })
    .where(and(eq(couponOwnerships.affiliateId, id), isNull(couponOwnerships.validTo)));
}

/** Whose links these are, also of affiliates who were deleted. */
export async function loadAffiliatesByLink(
  executor: Executor,
  linkCodes: readonly string[],
): Promise<Map<string, string>> {
  if (linkCodes.length === 0) return new Map();
  const rows = await executor
    .select({ id: affiliates.id, linkCode: affiliates.linkCode })
    .from(affiliates)
    .where(inArray(affiliates.linkCode, [...linkCodes]));
  return new Map(rows.map(({ id, linkCode }) => [linkCode, id]));
}

/** Holds the row until the transaction ends. False when there is no such affiliate. */
export async function lockAffiliate(executor: Executor, id: string): Promise<boolean> {
  const rows = await executor
    .select({ id: affiliates.id })
    .from(affiliates)
    .where(and(eq(affiliates.id, id), isNull(affiliates.deletedAt)))
    .for('update');
  return rows.length > 0;
}

/** The affiliate that is spoken of. Throws `not_found`. */
export async function assertAffiliateThere(executor: Executor, id: string): Promise<void> {
  const rows = await executor
    .select({ id: affiliates.id })
    .from(affiliates)
    .where(and(eq(affiliates.id, id), isNull(affiliates.deletedAt)));
  if (rows.length === 0) throw new AppError('not_found', `There is no affiliate "${id}".`);
}

/** The affiliate that is to own something. Throws `invalid_request` when there is none. */
export async function assertAffiliate(executor: Executor, id: string): Promise<void> {
  if (await lockAffiliate(executor, id)) return;
  const message = 'The id of an existing affiliate, or null';
  throw new AppError('invalid_request', `There is no affiliate "${id}".`, {
    details: [{ field: 'body.affiliate_id', message }],
  });
}

async function refusingTakenUser(
  userId: number | null | undefined,
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (databaseErrno(error) !== duplicateKey || userId === null || userId === undefined) throw error;
    const message = 'A WordPress user who is not an affiliate yet, or null';
    throw new AppError('conflict', `WordPress user ${userId} already is an affiliate.`, {
      details: [{ field: 'body.wordpress_user_id', message }],
      cause: error,
    });
  }
}
