import { randomUUID } from 'node:crypto';
import type { InboxRow } from '../database/inbox.ts';
import { claimInbox, extendClaim, finishInbox, retryInbox } from '../database/inbox.ts';
import { describeFault } from '../describe-fault.ts';
import type { Services } from '../services.ts';
import { traceRefunds } from '../use-cases/trace-refunds.ts';
import { nextTry } from './retry-policy.ts';
import type { Faults } from './together-or-singly.ts';
import { workCoupons } from './work-coupons.ts';
import { workCustomers } from './work-customers.ts';
import { workOrders } from './work-orders.ts';

const batchSize = 500;
const claimMs = 30_000;
const extendEveryMs = 10_000;
/** So long a deleted refund waits for its order, which may lie in the inbox before it. */
const refundPatienceMs = 60_000;
const refundPauseMs = 2_000;

/** Claims one batch of waiting rows, writes their books, and removes them. Returns how many rows it took. */
export async function workInbox(services: Services): Promise<number> {
  const { database, clock, metrics } = services;
  const holder = randomUUID();
  const inAWhile = () => new Date(clock().getTime() + claimMs);
  const rows = await claimInbox(database, { holder, now: clock(), until: inAWhile(), limit: batchSize });
  if (rows.length === 0) return 0;
  const endTimer = metrics.inboxBatches.startTimer();
  const extending = setInterval(() => {
    extendClaim(database, holder, inAWhile()).catch((error: unknown) =>
      services.logger.warn({ err: error }, 'a claim could not be extended'),
    );
  }, extendEveryMs);
  try {
    await workBatch(services, rows, holder);
  } finally {
    clearInterval(extending);
    endTimer();
  }
  return rows.length;
}

async function workBatch(services: Services, rows: InboxRow[], holder: string): Promise<void> {
  const of = (resource: InboxRow['resource']) => rows.filter((row) => row.resource === resource);
  const refunds = await traceRefunds(services, of('refund'));
  await settleRows(services, of('coupon'), await workCoupons(services, of('coupon')), holder);
  await settleRows(services, of('customer'), await workCustomers(services, of('customer')), holder);
  const orders = [...of('order'), ...refunds.known];
  await settleRows(services, orders, await workOrders(services, orders, holder), holder);
  await waitForOrders(services, refunds.unknown, holder);
}

/** Removes what went well and puts the rest back for another try, each row by itself. */
async function settleRows(
  services: Services,
  rows: InboxRow[],
  faults: Faults,
  holder: string,
): Promise<void> {
  const { database, clock, logger, metrics } = services;
  const failed = rows.filter((row) => faults.has(row.resourceId));
  const done = rows.filter((row) => !faults.has(row.resourceId));
  await finishInbox(database, done, holder);
  metrics.inboxRows.inc({ outcome: 'done' }, done.length);
  for (const row of failed) {
    const error = faults.get(row.resourceId);
    const next = nextTry(row, error, clock());
    await retryInbox(database, row, { holder, error: describeFault(error), ...next });
    metrics.inboxRows.inc({ outcome: next.deadAt ? 'set_aside' : 'retried' });
    const about = { resource: row.resource, resourceId: row.resourceId, attempts: next.attempts };
    if (next.deadAt) logger.error({ ...about, err: error }, 'an inbox row was set aside');
    else logger.warn({ ...about, err: error }, 'an inbox row will be tried again');
  }
}

async function waitForOrders(services: Services, refunds: InboxRow[], holder: string): Promise<void> {
  const now = services.clock();
  const isOld = (row: InboxRow) => now.getTime() - row.receivedAt.getTime() > refundPatienceMs;
  await finishInbox(services.database, refunds.filter(isOld), holder);
  for (const row of refunds.filter((refund) => !isOld(refund))) {
    const availableAt = new Date(now.getTime() + refundPauseMs);
    const error = 'The order of this refund is not known yet';
    await retryInbox(services.database, row, {
      holder,
      error,
      attempts: row.attempts,
      availableAt,
      deadAt: null,
    });
  }
}
