import cron from 'node-cron';
import { approveCommissions } from './jobs/approve-commissions.ts';
import { flushHeard } from './jobs/flush-heard.ts';
import { housekeep } from './jobs/housekeep.ts';
import type { PassName } from './jobs/passes.ts';
import { runPass } from './jobs/run-pass.ts';
import type { Services } from './services.ts';

/** What runs when, in node-cron's six fields (seconds first). A pass that is still running, here or in another sidecar, is left out. */
const passTimes = (pollSeconds: number): { names: PassName[]; at: string; unlessWithinSeconds: number }[] => [
  // One after the other: facts first, so that a disabled webhook is healed before we look for what it missed.
  {
    names: ['facts', 'products', 'orders', 'trash', 'refunds', 'cron'],
    at: everySeconds(pollSeconds),
    unlessWithinSeconds: pollSeconds / 2,
  },
  { names: ['coupons'], at: '20 */10 * * * *', unlessWithinSeconds: 300 },
  { names: ['sweep'], at: '40 17 * * * *', unlessWithinSeconds: 1800 },
  // In full, so that products that were deleted go.
  { names: ['products_all'], at: '10 29 2 * * *', unlessWithinSeconds: 43_200 },
  { names: ['sweep_all'], at: '50 41 3 * * *', unlessWithinSeconds: 43_200 },
];
const housekeepingAt = '30 11 3 * * *';
/** Looks at an index and mostly finds nothing. */
const approvingAt = '45 * * * * *';
const flushEverySeconds = 5;

/** Starts the timers. The function it gives stops them and waits for what is under way. */
export function startSchedule(services: Services, stop: AbortSignal): () => Promise<void> {
  const { config, logger } = services;
  const underWay = new Set<Promise<void>>();
  const run = (names: PassName[], unlessWithinSeconds: number) =>
    track(underWay, runInTurn(services, names, unlessWithinSeconds, stop));
  const times = config.pollSeconds === 0 ? [] : passTimes(config.pollSeconds);
  const tasks = times.map(({ names, at, unlessWithinSeconds }) =>
    cron.schedule(at, () => run(names, unlessWithinSeconds), {
      noOverlap: true,
      suppressMissedWarning: true,
    }),
  );
  tasks.push(
    cron.schedule(housekeepingAt, () => track(underWay, housekeep(services)), { noOverlap: true }),
    cron.schedule(approvingAt, () => track(underWay, approveCommissions(services)), {
      noOverlap: true,
      suppressMissedWarning: true,
    }),
    cron.schedule(everySeconds(flushEverySeconds), () => track(underWay, flushHeard(services)), {
      noOverlap: true,
      suppressMissedWarning: true,
    }),
  );
  // A store that has just been connected, or was while we were down, is not kept waiting for the clock.
  if (times.length > 0) void track(underWay, atOnceWhenConnected(services, run, stop));
  return async () => {
    for (const task of tasks) await task.destroy();
    await Promise.allSettled(underWay);
    await flushHeard(services).catch((error: unknown) =>
      logger.warn({ err: error }, 'not everything was written down'),
    );
  };
}

async function runInTurn(
  services: Services,
  names: PassName[],
  unlessWithinSeconds: number,
  stop: AbortSignal,
): Promise<void> {
  if (!(await services.stores.find().catch(() => undefined))) return;
  for (const name of names) {
    if (stop.aborted) return;
    await runPass(services, name, { unlessWithinSeconds }).catch((error: unknown) =>
      services.logger.warn({ err: error, pass: name }, 'a pass failed'),
    );
  }
}

async function atOnceWhenConnected(
  services: Services,
  run: (names: PassName[], unlessWithinSeconds: number) => Promise<void>,
  stop: AbortSignal,
): Promise<void> {
  const names: PassName[] = ['coupons', 'orders', 'trash', 'refunds'];
  // Beside the orders: a shop may have more products than orders, and those that orders name are asked for by themselves.
  const runAll = (unlessWithinSeconds: number) =>
    Promise.all([run(['products'], unlessWithinSeconds), run(names, unlessWithinSeconds)]);
  await runAll(services.config.pollSeconds / 2);
  while (!stop.aborted) {
    if (await services.connectedSignal.wait(60_000, stop)) await runAll(0);
  }
}

/** Below a minute by the second, from a minute on by the minute. */
function everySeconds(seconds: number): string {
  return seconds < 60 ? `*/${seconds} * * * * *` : `0 */${Math.min(59, Math.round(seconds / 60))} * * * *`;
}

async function track(underWay: Set<Promise<void>>, work: Promise<void>): Promise<void> {
  underWay.add(work);
  await work.finally(() => underWay.delete(work));
}
