import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Shop } from '../shop/shop.ts';
import { StoreError } from '../store-error.ts';
import { textOf } from '../posted.ts';
import { phpJson } from './php-json.ts';
import type { Json } from './represent.ts';

/** Answers JSON as WordPress does, with `_fields` applied. */
export function answer(request: Request, response: Response, body: Json | Json[], status = 200): void {
  const fields = fieldsOf(request);
  const cut = (item: Json) => (fields ? pick(item, fields) : item);
  // WordPress attaches a single answer's links after it has cut the fields.
  const { _links } = body as Json;
  send(
    response,
    Array.isArray(body) ? body.map(cut) : { ...cut(body), ...(_links ? { _links } : {}) },
    status,
  );
}

export function send(response: Response, body: unknown, status = 200): void {
  response
    .status(status)
    .type('application/json; charset=UTF-8')
    .set('Cache-Control', 'no-cache, must-revalidate, max-age=0, no-store, private');
  response.send(phpJson(body));
}

/** The edge: a refusal becomes WordPress's error body; anything else is our fault and says so. */
export function refuse(error: unknown, _request: Request, response: Response, _next: NextFunction): void {
  if (error instanceof StoreError) {
    send(response, { code: error.code, message: error.message, data: error.data }, error.status);
    return;
  }
  if (error instanceof SyntaxError) {
    send(
      response,
      { code: 'rest_invalid_json', message: 'Invalid JSON body passed.', data: { status: 400 } },
      400,
    );
    return;
  }
  console.error(error);
  send(
    response,
    { code: 'internal_server_error', message: 'The sample store failed.', data: { status: 500 } },
    500,
  );
}

export function noRoute(): never {
  throw new StoreError('rest_no_route', 'No route was found matching the URL and request method.', 404);
}

/** A handler that gives the answer; what it throws reaches `refuse`. */
export function answering(
  shop: Shop,
  handle: (
    shop: Shop,
    request: Request,
  ) => { body: Json | Json[]; status?: number; headers?: Record<string, string> },
): RequestHandler {
  return (request, response) => {
    const { body, status, headers } = handle(shop, request);
    response.set(headers ?? {});
    answer(request, response, body, status);
  };
}

export function bodyOf(request: Request): Json {
  return (request.body ?? {}) as Json;
}

export function idOf(request: Request, name = 'id'): number {
  const text = request.params[name];
  if (typeof text !== 'string' || !/^\d+$/.test(text)) noRoute();
  return Number(text);
}

/** `_fields=id,billing.email`; a part of a list such as `line_items.id` picks nothing, as in WordPress. */
function fieldsOf(request: Request): string[] | undefined {
  const value = request.query['_fields'];
  if (value === undefined) return undefined;
  const list = Array.isArray(value) ? value.map(textOf) : textOf(value).split(',');
  return list.map((field) => field.trim()).filter(Boolean);
}

function pick(item: Json, fields: string[]): Json {
  const result: Json = {};
  for (const [key, value] of Object.entries(item)) {
    if (fields.includes(key)) result[key] = value;
    const inner = fields
      .filter((field) => field.startsWith(`${key}.`))
      .map((field) => field.slice(key.length + 1));
    if (
      inner.length === 0 ||
      result[key] !== undefined ||
      value === null ||
      typeof value !== 'object' ||
      Array.isArray(value)
    )
      continue;
    const part = pick(value as Json, inner);
    if (Object.keys(part).length > 0) result[key] = part;
  }
  return result;
}
