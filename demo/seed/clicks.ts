import { seededRandom } from './random.ts';

const seed = 20_260_102;
const hourMinutes = 60;
const dayMinutes = 24 * hourMinutes;
/** Not everybody who has a code puts a link on a page. */
const linkingAffiliates = 8;

/** A referral link that was followed before an order. */
export interface SeedClick {
  /** Position in `affiliates`. */
  affiliate: number;
  minutesBefore: number;
}

/**
 * Whose link led to which order, by random numbers of their own: most orders without a coupon that came by one, some where a coupon was typed as
 * well, and a few that were followed too long before.
 */
export function clicksOf(
  orders: { coupon: string | null }[],
  affiliates: { status: string }[],
): (SeedClick | null)[] {
  const random = seededRandom(seed);
  const linking = affiliates
    .flatMap(({ status }, position) => (status === 'active' ? [position] : []))
    .slice(0, linkingAffiliates);
  const minutesBefore = () => {
    if (random.happens(8)) return 31 * dayMinutes + random.below(20 * dayMinutes);
    return random.happens(25) ? random.below(20 * dayMinutes) : 3 + random.below(2 * hourMinutes);
  };
  return orders.map(({ coupon }) =>
    random.happens(coupon === null ? 45 : 6)
      ? { affiliate: random.pickEarly(linking), minutesBefore: minutesBefore() }
      : null,
  );
}
