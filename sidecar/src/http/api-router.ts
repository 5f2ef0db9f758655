import { AppError } from '@finders-fee/shared';
import express, { Router, type Request, type Response } from 'express';
import type { Page } from '../database/queries/page.ts';
import type { Services } from '../services.ts';
import { once, sha256, type Answer } from './idempotency.ts';
import { parse, parseJson } from './parse.ts';
import type { Route } from './route.ts';
import { sendCsv } from './send-csv.ts';
import { serveFile } from './serve-file.ts';
import { bearerOf, verifyToken } from './token.ts';

const bodyLimit = '1mb';
const readBody = express.raw({ type: () => true, limit: bodyLimit, inflate: false });

/** Serves the routes of the table: token, then checks, then the one call, then the answer. Errors go on to the error handler. */
export function serveRoutes(services: Services, routes: readonly Route[]): Router {
  const router = Router();
  router.use((_request, response, next) => {
    response.set('Cache-Control', 'no-store');
    next();
  });
  for (const route of routes) {
    const method = route.method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
    const path = route.path.replace(/\{(\w+)\}/g, ':$1');
    const { file } = route;
    if (file) {
      const fileRoute = { ...route, file };
      router[method](path, (request, response) => serveFile(services, fileRoute, request, response));
      continue;
    }
    router[method](path, requireBearer, readBody, (request, response) =>
      serve(services, route, request, response),
    );
  }
  return router;
}

/** Whoever shows no token is sent away before a byte of the body is read. */
function requireBearer(request: Request, _response: Response, next: () => void): void {
  bearerOf(request.get('Authorization'));
  next();
}

async function serve(services: Services, route: Route, request: Request, response: Response): Promise<void> {
  const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const { method, originalUrl: path } = request;
  const authorization = request.get('Authorization');
  const caller = await verifyToken(services, { authorization, method, path, rawBody }, route.access);
  const { csv } = route;
  if (csv && request.query['format'] === 'csv') {
    const input = { ...readInput(route, request, rawBody), caller };
    return sendCsv(services, { ...route, csv }, input, response);
  }
  const key = request.get('Idempotency-Key');
  const work = async (): Promise<Answer> => {
    const input = { ...readInput(route, request, rawBody), caller };
    const result = await route.handle(services, input);
    const status = route.statusOf?.(result as never) ?? route.status;
    return { status, body: route.paged ? showTotals(response, input.query, result) : result };
  };
  const isWrite = route.method !== 'GET';
  const answer =
    isWrite && key !== undefined
      ? await once(services, { key, caller, method, path, bodyHash: sha256(rawBody) }, work)
      : await work();
  response.status(answer.status).json(answer.body);
}

function readInput(route: Route, request: Request, rawBody: Buffer) {
  const query = parse(route.query, 'query', { ...request.query });
  const params = parse(route.params, 'path', { ...request.params });
  const json = parseJson(rawBody, request.get('Content-Type'));
  if (route.body) return { query, params, body: parse(route.body, 'body', json) };
  if (json !== undefined && !isEmpty(json)) {
    const message = 'This route takes no body';
    throw new AppError('invalid_request', `${message}.`, { details: [{ field: 'body', message }] });
  }
  return { query, params, body: undefined };
}

/** `{}` or `[]`, which is how some clients say "no body". */
function isEmpty(json: unknown): boolean {
  return typeof json === 'object' && json !== null && Object.keys(json).length === 0;
}

/** The page's rows; the totals go into WordPress's headers. */
function showTotals(response: Response, query: unknown, result: unknown): unknown {
  const { rows, total } = result as Page<unknown>;
  const { per_page: perPage } = query as { per_page: number };
  response.set('X-WP-Total', String(total));
  response.set('X-WP-TotalPages', String(Math.ceil(total / perPage)));
  return rows;
}
