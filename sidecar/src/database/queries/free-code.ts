import { inArray } from 'drizzle-orm';
import type { Executor } from '../client.ts';
import { coupons } from '../schema/coupons.ts';

const mostSuffix = 99;
const longest = 49;

/** `john10-2`, `john10-3` …: the first that no coupon we know of has; undefined when all are taken. */
export async function findFreeCode(executor: Executor, code: string): Promise<string | undefined> {
  const candidates = Array.from({ length: mostSuffix - 1 }, (_, index) => {
    const suffix = `-${index + 2}`;
    return code.slice(0, longest - suffix.length) + suffix;
  });
  const rows = await executor
    .select({ code: coupons.code })
    .from(coupons)
    .where(inArray(coupons.code, candidates));
  const taken = new Set(rows.map((row) => row.code));
  return candidates.find((candidate) => !taken.has(candidate));
}
