import { isDeepStrictEqual } from 'node:util';
import type { Rate } from '@finders-fee/shared';
import { asc, inArray } from 'drizzle-orm';
import { inForceFrom } from '../domain/in-force-from.ts';
import type { RateVersion } from '../domain/freeze-terms.ts';
import type { Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { rateVersions } from './schema/programs.ts';

const beginning = new Date(0);

/** The own rates that these affiliates (`affiliate:aff_…`) and coupons (`coupon:77`) ever had, oldest first, by subject. */
export async function loadRateVersions(
  executor: Executor,
  subjects: readonly string[],
): Promise<Map<string, RateVersion[]>> {
  const versions = new Map<string, RateVersion[]>();
  if (subjects.length === 0) return versions;
  const rows = await executor
    .select()
    .from(rateVersions)
    .where(inArray(rateVersions.subject, [...subjects]))
    .orderBy(asc(rateVersions.subject), asc(rateVersions.validFrom), asc(rateVersions.id));
  for (const { subject, rate, validFrom } of rows) {
    const known = versions.get(subject) ?? [];
    known.push({ rate, validFrom });
    versions.set(subject, known);
  }
  return versions;
}

/** The own rates in force now, by subject; whoever has none is left out. */
export async function loadNewestRates(
  executor: Executor,
  subjects: readonly string[],
): Promise<Map<string, Rate>> {
  const versions = await loadRateVersions(executor, subjects);
  return new Map(
    [...versions].flatMap(([subject, known]) => {
      const rate = known.at(-1)?.rate;
      return rate ? [[subject, rate] as const] : [];
    }),
  );
}

export async function insertRateVersion(
  executor: Executor,
  subject: string,
  rate: Rate | null,
  validFrom: Date,
): Promise<void> {
  await executor.insert(rateVersions).values({ id: makeId('rateVersion'), subject, rate, validFrom });
}

/**
 * Another own rate from now on, null for none; the one there is already changes nothing. The row of the subject must be held.
 * Whoever had no rate until now gets that written down too, because the first rate counts for orders older than it.
 */
export async function changeRate(
  executor: Executor,
  subject: string,
  rate: Rate | null,
  at: Date,
): Promise<void> {
  const newest = (await loadRateVersions(executor, [subject])).get(subject)?.at(-1);
  if (isDeepStrictEqual(newest?.rate ?? null, rate)) return;
  if (!newest) await insertRateVersion(executor, subject, null, beginning);
  await insertRateVersion(executor, subject, rate, inForceFrom(at, newest?.validFrom));
}

export function affiliateSubject(affiliateId: string): string {
  return `affiliate:${affiliateId}`;
}

export function couponSubject(couponId: number): string {
  return `coupon:${couponId}`;
}
