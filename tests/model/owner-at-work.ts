import { AppError } from '@finders-fee/shared';
import { asc, inArray } from 'drizzle-orm';
import type { Database } from '@finders-fee/sidecar/database/client';
import { commissions } from '@finders-fee/sidecar/database/schema/commissions';
import { payouts } from '@finders-fee/sidecar/database/schema/payouts';
import { approveDue } from '@finders-fee/sidecar/use-cases/approve-due';
import { proposePayouts } from '@finders-fee/sidecar/use-cases/propose-payouts';
import { reviewMany } from '@finders-fee/sidecar/use-cases/review-commissions';
import { settlePayout } from '@finders-fee/sidecar/use-cases/settle-payout';
import type { CrashingDatabase } from './crashing-database.ts';
import type { Random } from './random.ts';

/** What an owner does while orders come in: approves, holds, rejects, pays and takes back, and is no luckier with the connection than the workers. */
export async function workAsOwner(random: Random, { untilDone }: CrashingDatabase): Promise<void> {
  const task = random.pick([rest, rest, rest, review, review, review, approve, pay, cancel]);
  await task(random, untilDone);
}

type UntilDone = CrashingDatabase['untilDone'];

async function rest(): Promise<void> {}

async function review(random: Random, untilDone: UntilDone): Promise<void> {
  const all = await untilDone(({ db }) =>
    db.select({ id: commissions.id }).from(commissions).orderBy(asc(commissions.id)),
  );
  const ids = random
    .shuffled(all)
    .slice(0, 6)
    .map(({ id }) => id);
  const action = random.pick(['approve', 'approve', 'hold', 'hold', 'release', 'reject'] as const);
  await untilDone((database) => reviewMany(services(database), { ids, action }));
}

/** All holds end. */
async function approve(_: Random, untilDone: UntilDone): Promise<void> {
  await untilDone((database) => approveDue({ database, clock: () => new Date('2030-01-01T00:00:00Z') }));
}

async function pay(random: Random, untilDone: UntilDone): Promise<void> {
  await untilDone((database) => proposePayouts(services(database), {}));
  for (const id of random.shuffled(await listPayouts(untilDone, ['proposed'])).slice(0, 5)) {
    await untilDone((database) => payOrDrop(database, id));
  }
}

/** A proposal that a refund has overtaken cannot be paid. */
async function payOrDrop(database: Database, id: string): Promise<void> {
  try {
    await settlePayout(services(database), id, 'pay');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    await settlePayout(services(database), id, 'cancel');
  }
}

async function cancel(random: Random, untilDone: UntilDone): Promise<void> {
  const ids = random.shuffled(await listPayouts(untilDone, ['proposed', 'paid'])).slice(0, 2);
  for (const id of ids) await untilDone((database) => settlePayout(services(database), id, 'cancel'));
}

async function listPayouts(untilDone: UntilDone, statuses: ('proposed' | 'paid')[]): Promise<string[]> {
  const rows = await untilDone(({ db }) =>
    db
      .select({ id: payouts.id })
      .from(payouts)
      .where(inArray(payouts.status, statuses))
      .orderBy(asc(payouts.id)),
  );
  return rows.map(({ id }) => id);
}

function services(database: Database) {
  return { database, clock: () => new Date() };
}
