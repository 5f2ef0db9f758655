import { Router } from 'express';
import type { Services } from '../services.ts';
import { affiliateRoutes } from './api/affiliates.ts';
import { commissionReviewRoutes } from './api/commission-reviews.ts';
import { commissionRoutes } from './api/commissions.ts';
import { couponRoutes } from './api/coupons.ts';
import { customerRoutes } from './api/customers.ts';
import { ledgerRoutes } from './api/ledger.ts';
import { meRoutes } from './api/me.ts';
import { productRoutes } from './api/products.ts';
import { offlineSaleRoutes } from './api/offline-sales.ts';
import { payoutRoutes } from './api/payouts.ts';
import { programRoutes } from './api/programs.ts';
import { recalculationRoutes } from './api/recalculations.ts';
import { reportRoutes } from './api/reports.ts';
import { settingsRoutes } from './api/settings.ts';
import { serveRoutes } from './api-router.ts';
import { describeApi } from './openapi.ts';
import type { Route } from './route.ts';

/** The API as one table. The router and the OpenAPI document are both made from it. */
export const routes: readonly Route[] = [
  ...settingsRoutes,
  ...programRoutes,
  ...affiliateRoutes,
  ...couponRoutes,
  ...productRoutes,
  ...commissionRoutes,
  ...commissionReviewRoutes,
  ...ledgerRoutes,
  ...payoutRoutes,
  ...recalculationRoutes,
  ...offlineSaleRoutes,
  ...customerRoutes,
  ...reportRoutes,
  ...meRoutes,
];

/** Everything under `/v1` that takes the plugin's token, and the document that describes it, which takes none. */
export function apiRouter(services: Services): Router {
  const router = Router();
  const document = describeApi(routes);
  router.get('/openapi.json', (_request, response) => {
    response.set('Cache-Control', 'no-store').json(document);
  });
  router.use(serveRoutes(services, routes));
  return router;
}
