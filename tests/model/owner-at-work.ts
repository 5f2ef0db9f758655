import { AppError, formatMinor } from '@finders-fee/shared';
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

/** What an owner does while orders come in: approves, holds, rejects, proposes, pays and takes back, and is no luckier with the connection than the workers. */
export async function workAsOwner(random: Random, { untilDone }: CrashingDatabase): Promise<void> {
  const task = random.pick([
    rest,
    review,
    review,
    review,
    review,
    review,
    propose,
    propose,
    pay,
    pay,
    cancel,
  ]);
  await task(random, untilDone);
}

type UntilDone = CrashingDatabase['untilDone'];

async function rest(): Promise<void> {}

/** Mostly of what nobody has decided about: what is proposed or paid stays as it is. */
async function review(random: Random, untilDone: UntilDone): Promise<void> {
  const all = await untilDone(({ db }) =>
    db
      .select({ id: commissions.id, stage: commissions.stage })
      .from(commissions)
      .orderBy(asc(commissions.id)),
  );
  const some = random.chance(0.3) ? all : all.filter(({ stage }) => stage === 'pending');
  const ids = random
    .shuffled(some)
    .slice(0, 8)
    .map(({ id }) => id);
  if (ids.length === 0) return;
  const action = random.pick(['approve', 'approve', 'hold', 'hold', 'release', 'reject', 'reject'] as const);
  await untilDone((database) => reviewMany(services(database), { ids, action }));
}

/** All holds end. */
async function approve(_: Random, untilDone: UntilDone): Promise<void> {
  await untilDone((database) => approveDue({ database, clock: () => new Date('2030-01-01T00:00:00Z') }));
}

/** What is paid another day is overtaken by then, sometimes. */
async function propose(random: Random, untilDone: UntilDone): Promise<void> {
  await approve(random, untilDone);
  await untilDone((database) => proposePayouts(services(database), {}));
}

async function pay(random: Random, untilDone: UntilDone): Promise<void> {
  await untilDone((database) => proposePayouts(services(database), {}));
  for (const proposal of random.shuffled(await listPayouts(untilDone, ['proposed'])).slice(0, 5)) {
    const isSent = random.chance(0.85);
    await untilDone((database) => payOrDrop(database, proposal, isSent));
  }
}

/** A proposal that a refund has overtaken cannot be paid, unless the money has left already. */
async function payOrDrop(database: Database, { id, amount }: Proposal, isSent: boolean): Promise<void> {
  try {
    await settlePayout(services(database), id, 'pay');
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error;
    if (isSent) await settlePayout(services(database), id, 'pay', { sent: amount });
    else await settlePayout(services(database), id, 'cancel');
  }
}

async function cancel(random: Random, untilDone: UntilDone): Promise<void> {
  const some = random.shuffled(await listPayouts(untilDone, ['proposed', 'paid'])).slice(0, 2);
  for (const { id } of some) await untilDone((database) => settlePayout(services(database), id, 'cancel'));
}

interface Proposal {
  id: string;
  amount: string;
}

async function listPayouts(untilDone: UntilDone, statuses: ('proposed' | 'paid')[]): Promise<Proposal[]> {
  const rows = await untilDone(({ db }) =>
    db.select().from(payouts).where(inArray(payouts.status, statuses)).orderBy(asc(payouts.id)),
  );
  return rows.map(({ id, amountMinor, exponent }) => ({ id, amount: formatMinor(amountMinor, exponent) }));
}

function services(database: Database) {
  return { database, clock: () => new Date() };
}
