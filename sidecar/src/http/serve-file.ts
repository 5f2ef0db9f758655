import { AppError } from '@finders-fee/shared';
import type { Request, Response } from 'express';
import type { Services } from '../services.ts';
import { once, type Answer } from './idempotency.ts';
import { packJson, sendPacked, type PackedJson } from './packed-json.ts';
import { parse } from './parse.ts';
import { readCsv } from './read-csv.ts';
import type { Caller, FileRoute } from './route.ts';
import { spoolBody, type SpooledBody } from './spool-body.ts';
import { acceptBody, checkToken } from './token.ts';

/** The answer is kept with its Idempotency-Key up to here: every server takes a statement of this length. */
const longestKept = 2_000_000;
/** What is remembered of each row, to know it again further down, is to fit into a small machine's memory. */
const mostLines = 1_000_000;

/**
 * Serves a route that takes a file and answers a row for each of its rows. Neither is in memory as a whole: the file lies on the disk,
 * the answer is packed as it grows. Who sends it is checked before the first byte of it is read.
 */
export async function serveFile(
  services: Services,
  route: FileRoute,
  request: Request,
  response: Response,
): Promise<void> {
  const { method, originalUrl: path } = request;
  const authorization = request.get('Authorization');
  const claims = await checkToken(services, { authorization, method, path }, route.access);
  assertCsv(request.get('Content-Type'));
  const body = await spoolBody(request, { ...route.file, mostLines });
  try {
    const caller = await acceptBody(services, claims, body.hash);
    const work = () => answer(services, route, { request, caller, body });
    const key = request.get('Idempotency-Key');
    const keyed = { key: key ?? '', caller, method, path, bodyHash: body.hash };
    const { status, body: result } = key === undefined ? await work() : await once(services, keyed, work);
    response.status(status);
    if (status >= 300) response.json(result);
    else await sendPacked(response, Buffer.from((result as PackedJson).gzip, 'base64'));
  } finally {
    await body.close();
  }
}

async function answer(
  services: Services,
  route: FileRoute,
  { request, caller, body }: { request: Request; caller: Caller; body: SpooledBody },
): Promise<Answer> {
  const query = parse(route.query, 'query', { ...request.query });
  const params = parse(route.params, 'path', { ...request.params });
  const packer = packJson();
  const file = { rows: readCsv(body.read()), tell: packer.add };
  const rest = await route.handle(services, { query, params, body: file, caller });
  const packed = await packer.end(rest as object);
  const gzip = packed.toString('base64');
  return { status: route.status, body: { gzip } satisfies PackedJson, tooLong: gzip.length > longestKept };
}

function assertCsv(contentType: string | undefined): void {
  if (/^text\/csv\s*(;|$)/i.test(contentType ?? '')) return;
  throw new AppError('unsupported_media_type', 'The body must be sent as text/csv.');
}
