import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { acquireLease, LeaseLostError, releaseLease, renewLease, type Fence } from '../database/leases.ts';
import { findPassRun, writePassRun } from '../database/pass-runs.ts';
import { describeFault } from '../describe-fault.ts';
import type { Services } from '../services.ts';
import { passes, type PassName } from './passes.ts';

const leaseMs = 60_000;
const renewEveryMs = 15_000;
const askAgainMs = 200;

/** Two kinds of sweep must not run at once, nor two of reading products: they share a lease. */
const leaseOf = (name: PassName) => name.replace(/_all$/, '');

export interface PassOptions {
  /** Wait so long for a pass that another one runs at the moment; without it, the pass is left out then. */
  waitMs?: number;
  /** Leave the pass out when it ended well within so many seconds: with two sidecars each clock stroke is heard twice. */
  unlessWithinSeconds?: number;
}

/** Runs a pass under its lease and writes down how it went. Returns what it read, undefined when it was left out. Throws what the pass throws. */
export async function runPass(
  services: Services,
  name: PassName,
  options: PassOptions = {},
): Promise<number | undefined> {
  const fence = await takeLease(services, leaseOf(name), options.waitMs ?? 0);
  if (!fence) return undefined;
  const renewing = setInterval(() => void renew(services, fence), renewEveryMs);
  try {
    if (await ranWithin(services, name, options.unlessWithinSeconds)) return undefined;
    return await measured(services, name, fence);
  } finally {
    clearInterval(renewing);
    await releaseLease(services.database, fence, services.clock());
  }
}

async function takeLease(
  { database, clock }: Services,
  name: string,
  waitMs: number,
): Promise<Fence | undefined> {
  const holder = randomUUID();
  const deadline = performance.now() + waitMs;
  for (;;) {
    const now = clock();
    const expiresAt = new Date(now.getTime() + leaseMs);
    const fence = await acquireLease(database, { name: `pass:${name}`, holder, now, expiresAt });
    if (fence || performance.now() >= deadline) return fence;
    await wait(askAgainMs);
  }
}

/** A renewal that fails needs no care here: the pass cannot write its cursor without the lease. */
async function renew({ database, clock, logger }: Services, fence: Fence): Promise<void> {
  try {
    const held = await renewLease(database, fence, new Date(clock().getTime() + leaseMs));
    if (!held) logger.warn({ lease: fence.name }, 'the lease has gone to another sidecar');
  } catch (error) {
    logger.warn({ err: error, lease: fence.name }, 'the lease could not be renewed');
  }
}

async function ranWithin({ database, clock }: Services, name: PassName, seconds?: number): Promise<boolean> {
  if (seconds === undefined) return false;
  const last = await findPassRun(database, name);
  return last !== undefined && last.ok && clock().getTime() - last.endedAt.getTime() < seconds * 1000;
}

async function measured(services: Services, name: PassName, fence: Fence): Promise<number> {
  const { database, clock, metrics } = services;
  const endTimer = metrics.passes.startTimer({ pass: name });
  try {
    const read = await passes[name](services, fence);
    endTimer({ outcome: 'ok' });
    await writePassRun(database, name, { ok: true, message: `read ${read}`, endedAt: clock() });
    return read;
  } catch (error) {
    endTimer({ outcome: 'failed' });
    if (!(error instanceof LeaseLostError)) {
      await writePassRun(database, name, { ok: false, message: describeFault(error), endedAt: clock() });
    }
    throw error;
  }
}
