import express, { type Express, type RequestHandler } from 'express';
import type { Deliveries } from './deliveries.ts';
import { wordpressVersion } from './deliveries.ts';
import { pageRoutes } from './pages/routes.ts';
import { fileRoute } from './plugin/forwarding.ts';
import { pluginRoutes } from './plugin/routes.ts';
import { authenticateKey } from './rest/authenticate.ts';
import { categoryRoutes } from './rest/categories.ts';
import { couponRoutes } from './rest/coupons.ts';
import { customerRoutes } from './rest/customers.ts';
import { orderRoutes } from './rest/orders.ts';
import { parsePhpQuery } from './rest/php-query.ts';
import { productRoutes } from './rest/products.ts';
import { woocommerceVersion } from './rest/represent.ts';
import { noRoute, refuse, send } from './rest/respond.ts';
import { webhookRoutes } from './rest/webhooks.ts';
import { authenticateCookie } from './sessions.ts';
import type { Shop } from './shop/shop.ts';
import { isOwner } from './shop/users.ts';
import { StoreError } from './store-error.ts';
import type { User } from './state.ts';

/** The sample store as one Express app: `wp-json/wc/v3`, the plugin's routes, and a shop to buy in. */
export function createApp(shop: Shop, deliveries: Deliveries, onChange: () => void): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', parsePhpQuery);
  app.use((_request, response, next) => {
    response.on('finish', onChange);
    next();
  });
  app.use('/wp-json', readBody, restApi(shop, deliveries));
  app.get('/wp-cron.php', (_request, response) => void response.status(200).end());
  app.use(pageRoutes(shop));
  return app;
}

function restApi(shop: Shop, deliveries: Deliveries): express.Router {
  const api = express.Router();
  api.use((request, response, next) => {
    response.locals['user'] = authenticateKey(shop, request) ?? authenticateCookie(shop, request);
    next();
  });
  api.get('/', (_request, response) => send(response, indexOf(shop)));
  api.use('/wc-finders-fee/v1', pluginRoutes(shop, deliveries));
  api.use('/wc/v3', permitOwner);
  const resources = [orderRoutes, couponRoutes, customerRoutes, categoryRoutes, productRoutes];
  for (const routes of resources) api.use('/wc/v3', routes(shop));
  api.use(
    '/wc/v3',
    webhookRoutes(shop, (webhook) => deliveries.ping(webhook)),
  );
  api.get('/wc/v3/system_status', (_request, response) => send(response, systemStatus(shop)));
  api.use(noRoute);
  api.use(refuse);
  return api;
}

/** The raw bytes, for whoever forwards them, and what they say when they are JSON. A file is left to who takes it. */
const readBody: RequestHandler = (request, response, next) => {
  response.locals['rawBody'] = '';
  if (request.path.replace(/\/+$/, '') === `/wc-finders-fee/v1${fileRoute}`) return next();
  express.text({ type: () => true, limit: '2mb' })(request, response, (error: unknown) => {
    if (error) return next(error);
    const text = typeof request.body === 'string' ? request.body : '';
    response.locals['rawBody'] = text;
    const isJson = (request.get('Content-Type') ?? '').includes('json');
    request.body = {};
    if (!isJson || text === '') return next();
    try {
      request.body = JSON.parse(text);
    } catch {
      const isForwarded = request.path.startsWith('/wc-finders-fee/');
      if (!isForwarded) return refuse(new SyntaxError('Invalid JSON'), request, response, next);
    }
    next();
  });
};

/** WooCommerce's own resources are for who may manage it; the words differ by what is asked for. */
const permitOwner: RequestHandler = (request, response, next) => {
  const user = response.locals['user'] as User | undefined;
  if (isOwner(user)) return next();
  const isList = !/\/\d+$/.test(request.path);
  const [code, verb] =
    request.method === 'GET'
      ? ['view', isList ? 'list resources' : 'view this resource']
      : ['create', 'do that'];
  throw new StoreError(`woocommerce_rest_cannot_${code}`, `Sorry, you cannot ${verb}.`, user ? 403 : 401);
};

function indexOf(shop: Shop) {
  return {
    name: 'Sample store',
    description: '',
    url: shop.url,
    home: shop.url,
    gmt_offset: '',
    timezone_string: shop.state.settings.timeZone,
    namespaces: ['wc/v3', 'wc-finders-fee/v1'],
  };
}

function systemStatus(shop: Shop) {
  const { settings } = shop.state;
  return {
    environment: {
      home_url: shop.url,
      site_url: shop.url,
      version: woocommerceVersion,
      wp_version: wordpressVersion,
    },
    settings: {
      currency: settings.currency,
      number_of_decimals: settings.priceDecimals,
      taxes_enabled: settings.taxRates.length > 0,
      HPOS_enabled: true,
    },
  };
}
