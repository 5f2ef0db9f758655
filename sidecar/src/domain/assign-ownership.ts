import type { OwnershipPeriod } from './attribute.ts';

/** A stored period of one coupon. */
export interface StoredPeriod extends OwnershipPeriod {
  id: string;
}

/** How a coupon's periods change. `from`: the orders placed since then are to be decided again; null means all, undefined none. */
export interface OwnershipChange {
  updated: StoredPeriod[];
  deletedIds: string[];
  inserted: OwnershipPeriod[];
  from: Date | null | undefined;
}

/**
 * Who owns a coupon from `at` on, nobody when `affiliateId` is null. What others owned stays theirs.
 * `ownsPastOrders`: every stretch that nobody owned becomes the new owner's too, from the coupon's first order on.
 * `at` is cut to its second, because that is all the store tells of when an order was placed.
 */
export function assignOwnership(
  periods: readonly StoredPeriod[],
  { affiliateId, ownsPastOrders, at }: { affiliateId: string | null; ownsPastOrders: boolean; at: Date },
): OwnershipChange {
  const now = new Date(Math.floor(at.getTime() / 1000) * 1000);
  const open = periods.find(({ validTo }) => validTo === null);
  const stays = open !== undefined && open.affiliateId === affiliateId;
  const closed = open && !stays ? { ...open, validTo: now } : undefined;
  const isEmpty = closed?.validFrom != null && closed.validFrom >= now;
  const left = periods.flatMap((period) =>
    period === open && closed ? (isEmpty ? [] : [closed]) : [period],
  );
  const gaps = affiliateId !== null && ownsPastOrders ? gapsBefore(left, now) : [];
  const opened = affiliateId !== null && !stays ? [{ from: now, to: null }] : [];
  const inserted = join([...gaps, ...opened]).map(({ from, to }) => ({
    affiliateId: affiliateId ?? '',
    validFrom: from,
    validTo: to,
  }));
  const starts = [...inserted.map(({ validFrom }) => validFrom), ...(closed ? [now] : [])];
  return {
    updated: closed && !isEmpty ? [closed] : [],
    deletedIds: closed && isEmpty ? [closed.id] : [],
    inserted,
    from: earliest(starts),
  };
}

interface Stretch {
  from: Date | null;
  to: Date | null;
}

/** The stretches before `now` that no period covers. */
function gapsBefore(periods: readonly OwnershipPeriod[], now: Date): Stretch[] {
  const inOrder = [...periods].sort((a, b) => millis(a.validFrom) - millis(b.validFrom));
  const gaps: Stretch[] = [];
  let covered: Date | null = null;
  for (const { validFrom, validTo } of inOrder) {
    if (millis(covered) < millis(validFrom)) gaps.push({ from: covered, to: validFrom });
    covered = validTo ?? now;
  }
  return millis(covered) < now.getTime() ? [...gaps, { from: covered, to: now }] : gaps;
}

/** Stretches that touch become one. */
function join(stretches: Stretch[]): Stretch[] {
  return stretches.reduce<Stretch[]>((joined, stretch) => {
    const last = joined.at(-1);
    const touches = last?.to != null && last.to.getTime() === stretch.from?.getTime();
    return touches ? [...joined.slice(0, -1), { from: last.from, to: stretch.to }] : [...joined, stretch];
  }, []);
}

function earliest(instants: (Date | null)[]): Date | null | undefined {
  return [...instants].sort((a, b) => millis(a) - millis(b))[0];
}

/** The beginning of all time for an open start. */
function millis(instant: Date | null): number {
  return instant?.getTime() ?? -Infinity;
}
