import type {
  Base,
  Minimum,
  Program,
  ProductRate,
  ProductSet,
  Rate,
  RateRule,
  Terms,
} from '@finders-fee/shared';

/** A program with all its versions, oldest first. */
export interface ProgramTerms {
  programId: string;
  name: string;
  status: Program['status'];
  startsAt: Date | null;
  endsAt: Date | null;
  deleted: boolean;
  versions: readonly ProgramVersion[];
}

export interface ProgramVersion {
  version: number;
  rate: Rate;
  base: Base;
  /** Days between the order and the day it can be paid; null follows the store's setting. */
  holdDays: number | null;
  productRates: ProductRate[];
  excluded: ProductSet;
  minimum: Minimum | null;
  validFrom: Date;
}

/** An affiliate's or coupon's own rate from an instant on; null ends it. Lists of these are oldest first. */
export interface RateVersion {
  rate: Rate | null;
  validFrom: Date;
}

/** What may decide the rate of a commission beside its program. `coupons`: those of the affiliate that the order carries. */
export interface OwnRates {
  affiliate: readonly RateVersion[];
  coupons: readonly { code: string; versions: readonly RateVersion[] }[];
}

/**
 * Everything that was promised when an order was placed: the program's version and the rates in force then, each time those of the first
 * for an order older than it. Throws when the program has no version at all.
 */
export function freezeTerms(
  { programId, name, versions }: ProgramTerms,
  own: OwnRates,
  { placedAt, holdDays }: { placedAt: Date; holdDays: number },
): { terms: Terms; holdDays: number } {
  const version = inForce(versions, placedAt);
  if (!version) throw new Error(`Program ${programId} has no terms`);
  const rates = listRates(version, own, placedAt);
  const first = rates[0]?.source === 'coupon' || rates[0]?.source === 'affiliate' ? rates[0] : undefined;
  const terms: Terms = {
    program_id: programId,
    program_name: name,
    program_version: version.version,
    program_version_since: version.validFrom.toISOString(),
    rate: first?.rate ?? version.rate,
    rate_source: first?.source ?? 'program',
    rates,
    base: version.base,
    excluded: version.excluded,
    minimum: version.minimum,
  };
  return { terms, holdDays: version.holdDays ?? holdDays };
}

/** In order of precedence: coupon, affiliate, product, category, program. */
function listRates(version: ProgramVersion, own: OwnRates, placedAt: Date): RateRule[] {
  const affiliate = inForce(own.affiliate, placedAt)?.rate ?? null;
  const ofProducts = version.productRates.map((entry) => ({
    rate: entry.rate,
    product_ids: entry.product_ids,
    category_ids: entry.category_ids,
  }));
  return [
    ...couponRules(own.coupons, placedAt),
    ...(affiliate === null ? [] : [{ source: 'affiliate' as const, rate: affiliate }]),
    ...ofProducts
      .filter((entry) => entry.product_ids.length > 0)
      .map(({ rate, product_ids: ids }): RateRule => ({ source: 'product', rate, product_ids: ids })),
    ...ofProducts
      .filter((entry) => entry.category_ids.length > 0)
      .map(({ rate, category_ids: ids }): RateRule => ({ source: 'category', rate, category_ids: ids })),
    { source: 'program', rate: version.rate },
  ];
}

/** The rates that these coupons had of their own when the order was placed. */
export function couponRules(coupons: OwnRates['coupons'], placedAt: Date): RateRule[] {
  return coupons.flatMap(({ code, versions }): RateRule[] => {
    const rate = inForce(versions, placedAt)?.rate ?? null;
    return rate === null ? [] : [{ source: 'coupon', coupon_code: code, rate }];
  });
}

function inForce<T extends { validFrom: Date }>(versions: readonly T[], at: Date): T | undefined {
  return versions.findLast(({ validFrom }) => validFrom <= at) ?? versions[0];
}
