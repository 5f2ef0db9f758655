import { randomUUID } from 'node:crypto';
import { acquireLease, releaseLease, renewLease, type Fence } from '../database/leases.ts';
import { writePassRun } from '../database/pass-runs.ts';
import { describeFault } from '../describe-fault.ts';
import type { Services } from '../services.ts';
import { pause } from '../pause.ts';
import { runPass } from './run-pass.ts';

const leaseName = 'pulse';
const leaseMs = 30_000;
const renewEveryMs = 10_000;
/** Without a pulse the store is asked to deliver so often. */
const askWithoutPulseMs = 15_000;
const pauseAfterFaultMs = 5_000;
const writeDownEveryMs = 30_000;

/**
 * Looks at the store's pulse file every few seconds and, when it has changed, has the store deliver what waits.
 * The file is static, so a look costs the store no PHP. One sidecar of many does it, under a lease.
 */
export async function watchPulse(services: Services, stop: AbortSignal): Promise<void> {
  const { config, database, clock, logger } = services;
  const holder = randomUUID();
  const watch: Watch = { pulse: undefined, askedAt: -Infinity, pausedUntil: 0, writtenAt: -Infinity };
  let lease: { fence: Fence; renewedAt: number } | undefined;
  while (!stop.aborted) {
    try {
      lease = await keepLease(services, holder, lease);
      if (lease && (await services.stores.find())) await look(services, watch);
    } catch (error) {
      logger.warn({ err: error }, 'the pulse could not be watched');
    }
    await pause(config.pulseSeconds * 1000, stop);
  }
  if (lease) await releaseLease(database, lease.fence, clock());
}

interface Watch {
  /** What the file held before the store was last asked to deliver. */
  pulse: string | undefined;
  askedAt: number;
  /** After a failure the store is left alone until then. */
  pausedUntil: number;
  writtenAt: number;
}

async function look(services: Services, watch: Watch): Promise<void> {
  const pulse = await readPulse(services, watch);
  const now = performance.now();
  const isDue = pulse === undefined ? now - watch.askedAt >= askWithoutPulseMs : pulse !== watch.pulse;
  if (!isDue || now < watch.pausedUntil) return;
  watch.askedAt = now;
  try {
    const delivered = await runPass(services, 'deliveries');
    if (delivered !== undefined) watch.pulse = pulse;
  } catch (error) {
    watch.pausedUntil = now + pauseAfterFaultMs;
    throw error;
  }
}

/** Undefined when the store has no pulse, or it cannot be read. */
async function readPulse(services: Services, watch: Watch): Promise<string | undefined> {
  const connection = await services.connection.find();
  const url = connection?.facts.pulse_url;
  let run = { ok: false, message: 'The store has no pulse file' };
  let pulse: string | undefined;
  try {
    if (url) {
      pulse = await (await services.stores.get()).readPulse(url);
      run = { ok: true, message: 'The pulse file answers' };
    }
  } catch (error) {
    run = { ok: false, message: describeFault(error) };
  }
  if (performance.now() - watch.writtenAt > writeDownEveryMs) {
    watch.writtenAt = performance.now();
    await writePassRun(services.database, 'pulse', { ...run, endedAt: services.clock() });
  }
  return pulse;
}

async function keepLease(
  { database, clock }: Services,
  holder: string,
  lease: { fence: Fence; renewedAt: number } | undefined,
): Promise<{ fence: Fence; renewedAt: number } | undefined> {
  const now = clock();
  const expiresAt = new Date(now.getTime() + leaseMs);
  const renewedAt = performance.now();
  if (lease && renewedAt - lease.renewedAt < renewEveryMs) return lease;
  if (lease && (await renewLease(database, lease.fence, expiresAt))) return { fence: lease.fence, renewedAt };
  const fence = await acquireLease(database, { name: leaseName, holder, now, expiresAt });
  return fence && { fence, renewedAt };
}
