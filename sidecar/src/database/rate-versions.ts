import type { Rate } from '@finders-fee/shared';
import { asc, inArray } from 'drizzle-orm';
import type { Executor } from './client.ts';
import { makeId } from './make-id.ts';
import { rateVersions } from './schema/programs.ts';

/** A rate of one's own from an instant on; null ends it. */
export interface RateVersion {
  rate: Rate | null;
  validFrom: Date;
}

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

export async function insertRateVersion(
  executor: Executor,
  subject: string,
  rate: Rate | null,
  validFrom: Date,
): Promise<void> {
  await executor.insert(rateVersions).values({ id: makeId('rateVersion'), subject, rate, validFrom });
}

export function affiliateSubject(affiliateId: string): string {
  return `affiliate:${affiliateId}`;
}

export function couponSubject(couponId: number): string {
  return `coupon:${couponId}`;
}
