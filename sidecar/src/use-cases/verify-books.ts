import { formatMinor } from '@finders-fee/shared';
import type { Database } from '../database/client.ts';
import {
  insertVerification,
  listBalanceDrifts,
  listCommissionsToVerify,
  listOrphans,
  readAtOneInstant,
  type BalanceDrift,
} from '../database/verification.ts';
import { driftMinor, verifyCommission, type Drift } from '../domain/verify-commission.ts';

const pageSize = 500;
/** More than these are counted, not named: what is kept in memory stays the same for books of any size. */
const namedAtMost = 100;

export interface Verification {
  checkedAt: Date;
  commissionsChecked: number;
  commissionsDrifting: number;
  /** Per currency, the sum of the differences. */
  drift: { currency: string; amount: string }[];
  /** The first of those that drift. */
  drifting: Drift[];
}

/**
 * Recomputes every commission from the stored orders and its frozen terms, compares it with its row and with the sum of its ledger entries,
 * and writes down what it found. Reads page by page, in constant memory.
 */
export async function verifyBooks({
  database,
  clock,
}: {
  database: Database;
  clock: () => Date;
}): Promise<Verification> {
  const checkedAt = clock();
  const tally = startTally();
  for (let afterId = ''; ;) {
    const page = await readAtOneInstant(database, (executor) =>
      listCommissionsToVerify(executor, afterId, pageSize),
    );
    const last = page.at(-1);
    if (!last) break;
    tally.checked += page.length;
    for (const drift of page.map(verifyCommission)) if (drift) count(tally, drift);
    afterId = last.commission.id;
  }
  for (let afterId = ''; ;) {
    const { drifts, lastId } = await readAtOneInstant(database, (executor) =>
      listBalanceDrifts(executor, afterId, pageSize),
    );
    for (const drift of drifts) name(tally, balanceDrift(drift));
    if (lastId === null) break;
    afterId = lastId;
  }
  const orphans = await readAtOneInstant(database, (executor) => listOrphans(executor, namedAtMost));
  for (const orphan of orphans) count(tally, orphanDrift(orphan));
  const drift = [...tally.drift].map(([currency, { minor, exponent }]) => ({
    currency,
    amount: formatMinor(minor, exponent),
  }));
  const found = { checkedAt, commissionsChecked: tally.checked, commissionsDrifting: tally.drifting, drift };
  await insertVerification(database, found);
  return { ...found, drifting: tally.named };
}

interface Tally {
  checked: number;
  drifting: number;
  drift: Map<string, { minor: bigint; exponent: number }>;
  named: Drift[];
}

function startTally(): Tally {
  return { checked: 0, drifting: 0, drift: new Map(), named: [] };
}

function name(tally: Tally, drift: Drift): void {
  tally.drifting += 1;
  if (tally.named.length < namedAtMost) tally.named.push(drift);
}

/** What a commission is off by; a balance repeats it, so it is only named. */
function count(tally: Tally, drift: Drift): void {
  name(tally, drift);
  if (drift.currency === null) return;
  const before = tally.drift.get(drift.currency) ?? { minor: 0n, exponent: drift.exponent };
  tally.drift.set(drift.currency, { ...before, minor: before.minor + driftMinor(drift) });
}

function balanceDrift({ balanceMinor, ledgerMinor, ...of }: BalanceDrift): Drift {
  return {
    ...of,
    commissionId: null,
    orderId: null,
    expectedMinor: ledgerMinor,
    recordedMinor: balanceMinor,
    ledgerMinor,
    problem: 'the balance differs from the ledger',
  };
}

function orphanDrift(orphan: Awaited<ReturnType<typeof listOrphans>>[number]): Drift {
  const problem =
    orphan.commissionId === null
      ? 'a coupon won the order, but its commission is missing'
      : 'ledger entries whose commission is missing';
  return {
    ...orphan,
    currency: null,
    exponent: 2,
    expectedMinor: 0n,
    recordedMinor: 0n,
    ledgerMinor: 0n,
    problem,
  };
}
