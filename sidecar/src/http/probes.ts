import { Router } from 'express';
import { isDatabaseReady } from '../database/queries/readiness.ts';
import { countInbox } from '../database/inbox.ts';
import type { Services } from '../services.ts';

/** `/healthz`: the process lives · `/readyz`: and its database answers · `/metrics`: figures for Prometheus. */
export function probesRouter({ database, metrics, clock }: Services): Router {
  return Router()
    .get('/healthz', (_request, response) => {
      response.json({ status: 'ok' });
    })
    .get('/readyz', async (_request, response) => {
      const ready = await isDatabaseReady(database);
      response.status(ready ? 200 : 503).json({ status: ready ? 'ok' : 'the database does not answer' });
    })
    .get('/metrics', async (_request, response) => {
      const { pending, dead } = await countInbox(database, clock());
      metrics.inboxPending.set(pending);
      metrics.inboxDead.set(dead);
      response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
    });
}
