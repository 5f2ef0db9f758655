import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  registry: Registry;
  webhooks: Counter<'outcome'>;
  requests: Histogram<'method' | 'status'>;
  inboxPending: Gauge;
  inboxDead: Gauge;
  inboxBatches: Histogram;
  inboxRows: Counter<'outcome'>;
  passes: Histogram<'pass' | 'outcome'>;
  storeRequests: Counter<'outcome'>;
}

/** Figures for Prometheus, in a registry of their own so that several sidecars fit into one process of a test. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const prefix = 'finders_fee_';
  return {
    registry,
    webhooks: new Counter({
      name: `${prefix}webhooks_total`,
      help: 'Webhooks by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    requests: new Histogram({
      name: `${prefix}request_seconds`,
      help: 'Duration of HTTP requests',
      labelNames: ['method', 'status'],
      registers,
    }),
    inboxPending: new Gauge({ name: `${prefix}inbox_pending`, help: 'Inbox rows waiting', registers }),
    inboxDead: new Gauge({ name: `${prefix}inbox_dead`, help: 'Inbox rows set aside', registers }),
    inboxBatches: new Histogram({
      name: `${prefix}inbox_batch_seconds`,
      help: 'Duration of an inbox batch',
      registers,
    }),
    inboxRows: new Counter({
      name: `${prefix}inbox_rows_total`,
      help: 'Inbox rows by what became of them',
      labelNames: ['outcome'],
      registers,
    }),
    passes: new Histogram({
      name: `${prefix}pass_seconds`,
      help: 'Duration of a pass over the store',
      labelNames: ['pass', 'outcome'],
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 1800],
      registers,
    }),
    storeRequests: new Counter({
      name: `${prefix}store_requests_total`,
      help: 'Requests to the store',
      labelNames: ['outcome'],
      registers,
    }),
  };
}
