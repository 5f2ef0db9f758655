import express, { type Express } from 'express';
import helmet from 'helmet';
import { connectionRouter } from './http/connection.ts';
import { errorHandler, notFound } from './http/error-handler.ts';
import { probesRouter } from './http/probes.ts';
import { logRequests } from './http/request-log.ts';
import { apiRouter } from './http/routes.ts';
import { receiveWebhook } from './http/webhooks.ts';
import type { Services } from './services.ts';

/** The whole HTTP door. Webhooks come first: nothing stands between them and their one INSERT. */
export function createApp(services: Services): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.post('/webhooks/woocommerce', receiveWebhook(services));
  app.use(logRequests(services));
  app.use(helmet());
  app.use(probesRouter(services));
  app.use(connectionRouter(services));
  app.use('/v1', apiRouter(services));
  app.use(notFound);
  app.use(errorHandler(services));
  return app;
}
