import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import type { Deliveries } from '../deliveries.ts';
import { send } from '../rest/respond.ts';
import type { Shop } from '../shop/shop.ts';
import { textOf } from '../posted.ts';
import { displayName, isOwner } from '../shop/users.ts';
import type { User } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { connect, connectionState, disconnect, storeFacts } from './connector.ts';
import {
  customerRoutes,
  fileRoute,
  fileTimeoutMs,
  forwardedHeaders,
  forwardedQuery,
  longestFileBytes,
  longRoutes,
  longTimeoutMs,
  ownerRoutes,
  returnedHeaders,
} from './forwarding.ts';
import { askSidecar, type SidecarAnswer } from './sidecar-client.ts';
import { spool, type Spooled } from './spool.ts';

const mostUsers = 20;

/** `wc-finders-fee/v1`: what the plugin answers itself, and the allow-list of what it forwards to the sidecar. */
export function pluginRoutes(shop: Shop, deliveries: Deliveries): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.locals['noStore'] = true;
    next();
  });
  const own =
    (handle: (request: Request, user: User) => unknown) => async (request: Request, response: Response) => {
      const user = permit(response, isOwner);
      answer(response, await handle(request, user));
    };
  router.get(
    '/connection',
    own(() => connectionState(shop)),
  );
  router.post(
    '/connection',
    own(async (request) => {
      const code = ((request.body ?? {}) as { connection_code?: unknown }).connection_code;
      if (typeof code !== 'string') {
        throw new StoreError('rest_missing_callback_param', 'Missing parameter(s): connection_code', 400, {
          status: 400,
          params: ['connection_code'],
        });
      }
      await connect(shop, code);
      return connectionState(shop);
    }),
  );
  router.delete(
    '/connection',
    own(async (_request, user) => {
      const told = await disconnect(shop, user.id);
      return { ...connectionState(shop), sidecar_told: told };
    }),
  );
  router.get(
    '/users',
    own((request) => searchUsers(shop, textOf(request.query['search']))),
  );
  // Also answered while connecting, when the sidecar tries its new key.
  router.get(
    '/store',
    own(() => storeFacts(shop, deliveries.waiting)),
  );
  router.post(
    '/deliveries',
    own(async () => ({ delivered: await deliveries.drain(), remaining: deliveries.waiting })),
  );
  forwardAll(router, shop, ownerRoutes, 'owner');
  forwardAll(router, shop, customerRoutes, 'affiliate');
  return router;
}

function forwardAll(
  router: Router,
  shop: Shop,
  routes: Record<string, string[]>,
  role: 'owner' | 'affiliate',
): void {
  for (const [pattern, methods] of Object.entries(routes)) {
    router.all(`/${pattern}`, async (request, response, next) => {
      if (!methods.includes(request.method === 'HEAD' ? 'GET' : request.method)) return next();
      const user = permit(response, role === 'owner' ? isOwner : (candidate) => candidate !== undefined);
      await forward(shop, request, response, { role, userId: user.id });
    });
  }
}

/** Three steps: is there a sidecar, ask it, give its answer back unchanged. */
async function forward(
  shop: Shop,
  request: Request,
  response: Response,
  caller: { role: 'owner' | 'affiliate'; userId: number },
): Promise<void> {
  const { connection } = shop.state;
  if (!connection) {
    const message =
      "This store is not connected to a Finder's Fee sidecar yet. Connect it under Marketing › Finder's Fee.";
    throw new StoreError('not_connected', message, 409);
  }
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const search = new URL(request.originalUrl, shop.url).search;
  const isRead = method === 'GET';
  const headers = forwardedHeaders.flatMap((name) => {
    const value = request.get(name);
    return isRead || value === undefined ? [] : [[name, value] as const];
  });
  const route = request.path.replace(/\/+$/, '');
  const isFile = route === fileRoute;
  const body = isFile ? await takeFile(request) : isRead ? '' : (response.locals['rawBody'] as string);
  const asked = {
    ...caller,
    method,
    path: `/v1${route}${forwardedQuery(search)}`,
    body,
    headers: Object.fromEntries(headers),
  };
  try {
    const intoFile = isFile || (isRead && /[?&]format=csv(&|$)/.test(search));
    const timeoutMs = intoFile
      ? fileTimeoutMs
      : !isRead && longRoutes.test(route)
        ? longTimeoutMs
        : undefined;
    const answer = await askSidecar(connection, { ...asked, intoFile, ...(timeoutMs ? { timeoutMs } : {}) });
    if (route === '/settings' && answer.status === 200) rememberSettings(shop, answer.body);
    await giveBack(response, answer, request.method === 'HEAD');
  } finally {
    if (typeof body !== 'string') await body.close();
  }
}

/** Throws 413 before anything is sent. */
async function takeFile(request: Request): Promise<Spooled> {
  const file = await spool(request as AsyncIterable<Uint8Array>, longestFileBytes);
  if (file) return file;
  throw new StoreError('body_too_large', 'A file may have at most 64 MB. Send it in parts.', 413);
}

async function giveBack(response: Response, answer: SidecarAnswer, isHead: boolean): Promise<void> {
  for (const name of returnedHeaders) {
    const value = answer.headers.get(name);
    if (value !== null) response.setHeader(name, value);
  }
  response.setHeader('Cache-Control', 'no-store');
  response.status(answer.status);
  if (isHead || !answer.file) {
    await answer.file?.close();
    response.end(isHead ? '' : answer.body);
    return;
  }
  // A reader who has seen enough is no fault.
  await pipeline(answer.file.read(), response).catch(() => undefined);
  await answer.file.close();
}

/** What decides which tabs the page shows, and how long a link counts. */
function rememberSettings(shop: Shop, body: string | Uint8Array): void {
  const settings = JSON.parse(body.toString()) as {
    coupon_commissions_enabled?: unknown;
    link_days?: unknown;
  };
  const { coupon_commissions_enabled: earning, link_days: days } = settings;
  if (typeof earning === 'boolean') shop.state.couponCommissions = earning;
  if (typeof days === 'number') shop.state.linkDays = days;
}

function answer(response: Response, body: unknown): void {
  send(response, body);
}

/** The caller, as WordPress judges: nobody known is 401, somebody without the right is 403. */
function permit(response: Response, may: (user: User | undefined) => boolean): User {
  const user = response.locals['user'] as User | undefined;
  if (user && may(user)) return user;
  throw new StoreError('rest_forbidden', 'Sorry, you are not allowed to do that.', user ? 403 : 401);
}

function searchUsers(shop: Shop, search: string) {
  const text = search.replace(/^[\s*]+|[\s*]+$/g, '').toLowerCase();
  return shop.state.users
    .filter((user) => user.role !== 'finders_fee_service')
    .filter((user) => `${user.login}\n${user.email}\n${displayName(user)}`.toLowerCase().includes(text))
    .sort((a, b) => displayName(a).localeCompare(displayName(b)))
    .slice(0, mostUsers)
    .map((user) => ({ id: user.id, name: displayName(user), email: user.email }));
}
