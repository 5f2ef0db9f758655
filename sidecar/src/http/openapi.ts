import { errorStatus } from '@finders-fee/shared';
import { OpenApiGeneratorV31, OpenAPIRegistry, type RouteConfig } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { version } from '../version.ts';
import type { Route } from './route.ts';

const errorCodes = Object.keys(errorStatus) as [string, ...string[]];
const errorSchema = z
  .strictObject({
    code: z.enum(errorCodes),
    message: z.string(),
    data: z.strictObject({
      status: z.int(),
      details: z.array(z.strictObject({ field: z.string(), message: z.string() })),
    }),
  })
  .meta({ id: 'Error' });

const wholeNumberHeader = { schema: { type: 'integer' as const } };
const totalHeaders = {
  'X-WP-Total': { description: 'How many rows the whole list has', ...wholeNumberHeader },
  'X-WP-TotalPages': { description: 'How many pages that makes', ...wholeNumberHeader },
};

/** The OpenAPI 3.1 document of the routes, made from the very schemas that check the requests. */
export function describeApi(routes: readonly Route[]) {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'token', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'HS256 with the secret agreed at connecting; good for one request within 60 seconds.',
  });
  for (const route of routes) registry.registerPath(describeRoute(route));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Finder’s Fee',
      version,
      description:
        'Commissions for WooCommerce coupons. The store’s plugin forwards these routes under wp-json/wc-finders-fee/v1.',
      license: { name: 'GPL-2.0-or-later', identifier: 'GPL-2.0-or-later' },
    },
    servers: [{ url: '/v1' }],
    security: [{ token: [] }],
  });
}

function describeRoute(route: Route): RouteConfig {
  const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
  return {
    method: route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete',
    path: route.path,
    operationId: operationId(route),
    summary: route.summary,
    tags: [route.access === 'owner' ? 'Owner' : 'Affiliate'],
    request: {
      ...(isEmpty(route.params) ? {} : { params: route.params }),
      ...(isEmpty(route.query) ? {} : { query: route.query }),
      ...(route.method === 'GET' ? {} : { headers: z.object({ 'Idempotency-Key': z.string().optional() }) }),
      ...(route.body
        ? { body: { ...json(route.body), required: !route.body.safeParse(undefined).success } }
        : {}),
      ...(route.file ? { body: { content: { 'text/csv': { schema: z.string() } }, required: true } } : {}),
    },
    responses: {
      [route.status]: {
        description: route.paged ? 'One page of the list' : 'Done',
        ...(route.paged ? { headers: totalHeaders } : {}),
        content: {
          ...json(route.answer).content,
          ...(route.csv ? { 'text/csv': { schema: z.string() } } : {}),
        },
      },
      default: { description: 'A refusal', ...json(errorSchema) },
    },
  };
}

/** `GET /coupons/{id}/owners` → `getCouponsIdOwners` */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter(Boolean);
  return method.toLowerCase() + words.map((word) => (word[0] ?? '').toUpperCase() + word.slice(1)).join('');
}

function isEmpty(schema: z.ZodObject): boolean {
  return Object.keys(schema.shape).length === 0;
}
