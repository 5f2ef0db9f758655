import { inspect } from 'node:util';
import type { History } from './history.ts';

/** A history as TypeScript, to be pasted into a test: `runHistory(…)`. Of the shop only what the order has to do with. */
export function printHistory({ shop, moments, batches, acts }: History): string {
  const { given, set } = shop.permanentCode;
  const codes = new Set([
    ...moments.flatMap(({ snapshot }) => snapshot.coupons.map(({ code }) => code)),
    ...[given, ...set].map((carried) => carried?.code),
  ]);
  const coupons = shop.coupons.filter(({ code }) => codes.has(code));
  const owners = new Set(coupons.flatMap(({ periods }) => periods.map(({ affiliateId }) => affiliateId)));
  const links = new Set(moments.map(({ snapshot }) => snapshot.click?.linkCode));
  const affiliates = shop.affiliates.filter(({ id, linkCode }) => owners.has(id) || links.has(linkCode));
  const used = new Set(affiliates.map(({ programId }) => programId));
  const programs = shop.programs.filter(({ id }) => used.has(id));
  const small: History = { shop: { ...shop, coupons, affiliates, programs }, moments, batches, acts };
  return inspect(small, { depth: null, breakLength: 160, compact: 6, maxArrayLength: null });
}
