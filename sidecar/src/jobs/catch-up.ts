import { setTimeout as wait } from 'node:timers/promises';
import type { SyncResult } from '@finders-fee/shared';
import { countInbox, countUntriedInbox } from '../database/inbox.ts';
import type { Services } from '../services.ts';
import type { PassName } from './passes.ts';
import { runPass } from './run-pass.ts';
import { workInbox } from './work-inbox.ts';

const sequence: PassName[] = [
  'facts',
  'deliveries',
  'coupons',
  'products',
  'orders',
  'trash',
  'refunds',
  'sweep',
];
/** Without these there is no catching up; what else failed is told by health. */
const essential = new Set<PassName>(['orders', 'trash']);
/** A pass that another sidecar runs at the moment is waited for. */
const leaseWaitMs = 20_000;
const lookAgainMs = 50;

/**
 * One catching-up at a time in a process. Whoever asks while one is under way shares the next one,
 * because the present one may have looked at the store before that happened which the asker knows of.
 */
const underWay = new WeakMap<Services['database'], Promise<SyncResult>>();
const upNext = new WeakMap<Services['database'], Promise<SyncResult>>();

/** Asks the store for everything, then works the inbox off until nothing untried is left. After `waitMs` it answers `done: false` and goes on. */
export async function catchUp(services: Services, { waitMs }: { waitMs: number }): Promise<SyncResult> {
  const work = joinOrStart(services);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<SyncResult>((resolve, reject) => {
    timer = setTimeout(() => {
      countInbox(services.database, services.clock()).then(
        ({ pending }) => resolve({ done: false, orders_read: 0, inbox_pending: pending }),
        reject,
      );
    }, waitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/** Everything, the whole sweep included, however long it takes. Has nothing delivered: a command has no door that webhooks could come to. */
export function catchUpFully(services: Services): Promise<SyncResult> {
  return start(services, [
    ...sequence.filter((name) => name !== 'sweep' && name !== 'deliveries'),
    'sweep_all',
  ]);
}

function joinOrStart(services: Services): Promise<SyncResult> {
  const { database } = services;
  const present = underWay.get(database);
  if (!present) return start(services, sequence);
  const next =
    upNext.get(database) ??
    present
      .catch(() => undefined)
      .then(() => {
        upNext.delete(database);
        return start(services, sequence);
      });
  upNext.set(database, next);
  next.catch(() => undefined);
  return next;
}

function start(services: Services, names: PassName[]): Promise<SyncResult> {
  const work = run(services, names).finally(() => underWay.delete(services.database));
  underWay.set(services.database, work);
  work.catch((error: unknown) => services.logger.warn({ err: error }, 'catching up with the store failed'));
  return work;
}

async function run(services: Services, names: PassName[]): Promise<SyncResult> {
  let ordersRead = 0;
  for (const name of names) {
    try {
      const read = await runPass(services, name, { waitMs: leaseWaitMs });
      if (essential.has(name)) ordersRead += read ?? 0;
    } catch (error) {
      if (essential.has(name)) throw error;
      services.logger.warn({ err: error, pass: name }, 'a pass failed');
    }
  }
  for (;;) {
    const taken = await workInbox(services);
    if (taken > 0) continue;
    // Rows that another worker holds are waited for; rows that failed before come up again in their own time.
    if ((await countUntriedInbox(services.database)) === 0) break;
    await wait(lookAgainMs);
  }
  const { pending } = await countInbox(services.database, services.clock());
  return { done: true, orders_read: ordersRead, inbox_pending: pending };
}
