import { desc } from 'drizzle-orm';
import type { Health } from '@finders-fee/shared';
import { judgeHealth, type HealthFigures } from '../../domain/judge-health.ts';
import type { Database } from '../client.ts';
import { countInbox } from '../inbox.ts';
import { readOrdersCursor } from '../orders-cursor.ts';
import { listPassRuns } from '../pass-runs.ts';
import { orders, storeConnection, verifications } from '../schema/index.ts';
import { findCursor, listCursors } from '../sync-cursors.ts';

/** Where it is kept when each webhook topic was last heard. */
export const heardPrefix = 'heard:';

interface HealthServices {
  database: Database;
  clock: () => Date;
  config: { pollSeconds: number; pulseSeconds: number };
  /** What this process heard and has not written down yet. */
  heard: ReadonlyMap<string, Date>;
}

/** How every link of the chain does, from the store to the ledger, and what to do about a broken one. */
export async function readHealth(services: HealthServices): Promise<Health> {
  const { database, clock, config } = services;
  const now = clock();
  const [store, inbox, history, runs, heard, drift, polled, newestOrderAt] = await Promise.all([
    findStore(database),
    countInbox(database, now),
    readOrdersCursor(database, 'any'),
    listPassRuns(database),
    readHeard(services),
    findDrift(database),
    findCursor(database, 'orders'),
    findNewestOrderTime(database),
  ]);
  const polledAt = polled?.updatedAt ?? null;
  const { pollSeconds, pulseSeconds } = config;
  const figures: HealthFigures = { now, store, pollSeconds, pulseSeconds, runs, polledAt, inbox, drift };
  return {
    connected: store !== null,
    store_url: store?.url ?? null,
    history: {
      complete: history.historyComplete,
      orders_read: history.ordersRead,
      orders_total: history.ordersTotal,
    },
    webhooks: (store?.facts.webhooks ?? []).map(({ topic, status }) => ({
      topic,
      status,
      last_delivery_at: heard.get(topic)?.toISOString() ?? null,
    })),
    inbox: { pending: inbox.pending, oldest_seconds: inbox.oldestSeconds, dead: inbox.dead },
    poller: {
      last_run_at: polledAt?.toISOString() ?? null,
      lag_seconds: polledAt && Math.max(0, Math.round((now.getTime() - polledAt.getTime()) / 1000)),
    },
    drift: {
      checked_at: drift.checkedAt?.toISOString() ?? null,
      commissions: drift.commissions,
      amount: drift.amount,
    },
    last_order_heard_at: latest([newestOrderAt, ...orderTimes(heard)])?.toISOString() ?? null,
    checks: judgeHealth(figures),
  };
}

async function findStore({ db }: Database): Promise<HealthFigures['store']> {
  const { storeUrl: url, facts, factsAt, connectedAt } = storeConnection;
  const [row] = await db.select({ url, facts, factsAt, connectedAt }).from(storeConnection);
  return row ?? null;
}

async function readHeard({ database, heard }: HealthServices): Promise<Map<string, Date>> {
  const written = await listCursors(database, heardPrefix);
  return new Map([...[...written].map(([topic, row]) => [topic, row.updatedAt] as const), ...heard]);
}

async function findDrift({ db }: Database) {
  const [row] = await db.select().from(verifications).orderBy(desc(verifications.checkedAt)).limit(1);
  return {
    checkedAt: row?.checkedAt ?? null,
    commissions: row?.commissionsDrifting ?? 0,
    amount: row?.drift ?? [],
  };
}

async function findNewestOrderTime({ db }: Database): Promise<Date | null> {
  const [row] = await db
    .select({ recordedAt: orders.recordedAt })
    .from(orders)
    .orderBy(desc(orders.placedAt))
    .limit(1);
  return row?.recordedAt ?? null;
}

function orderTimes(heard: ReadonlyMap<string, Date>): Date[] {
  return [...heard].flatMap(([topic, at]) => (topic.startsWith('order.') ? [at] : []));
}

function latest(times: (Date | null)[]): Date | undefined {
  const known = times.filter((time) => time !== null);
  return known.reduce<Date | undefined>((last, time) => (!last || time > last ? time : last), undefined);
}
