import { createHash, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { SignJWT } from 'jose';
import type { Connection } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { spool, type Spooled } from './spool.ts';

const tokenSeconds = 60;
const answerTimeoutMs = 2_700;

export interface SidecarRequest {
  method: string;
  /** With its query, exactly as it is requested: `/v1/commissions?page=2`. */
  path: string;
  body?: string | Spooled;
  headers?: Record<string, string>;
  userId: number;
  role: 'owner' | 'affiliate';
  timeoutMs?: number;
  /** Whether the answer may be long: its bytes are in `file` then, which must be closed, and `body` is empty. */
  intoFile?: boolean;
}

export interface SidecarAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
  file: Spooled | null;
}

/** Asks the sidecar with a token that is good for this one request. Throws 503 `sidecar_unreachable`. */
export async function askSidecar(connection: Connection, request: SidecarRequest): Promise<SidecarAnswer> {
  const body = request.body ?? '';
  const token = await new SignJWT({
    role: request.role,
    method: request.method,
    path: request.path,
    body: typeof body === 'string' ? createHash('sha256').update(body).digest('hex') : body.hash,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(connection.storeUrl)
    .setAudience('finders-fee')
    .setSubject(String(request.userId))
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime(`${tokenSeconds}s`)
    .sign(new TextEncoder().encode(connection.tokenSecret));
  const headers = { ...request.headers, Authorization: `Bearer ${token}` };
  return send(
    connection.sidecarUrl,
    request.path,
    { method: request.method, headers, body, intoFile: request.intoFile ?? false },
    request.timeoutMs ?? answerTimeoutMs,
  );
}

/** The first word to a sidecar: no token, the pairing code in the body is the proof. Throws 503 `sidecar_unreachable`. */
export async function introduce(sidecarUrl: string, body: string): Promise<SidecarAnswer> {
  const headers = { 'Content-Type': 'application/json' };
  return send(sidecarUrl, '/v1/connection', { method: 'POST', headers, body, intoFile: false }, 20_000);
}

async function send(
  sidecarUrl: string,
  path: string,
  request: { method: string; headers: Record<string, string>; body: string | Spooled; intoFile: boolean },
  timeoutMs: number,
): Promise<SidecarAnswer> {
  try {
    const response = await fetch(sidecarUrl + path, {
      method: request.method,
      headers: { Accept: 'application/json, text/csv', ...request.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...bodyOf(request.body),
    });
    const file = request.intoFile ? await spool(response.body ?? Readable.from([])) : null;
    const body = file ? Buffer.alloc(0) : Buffer.from(await response.arrayBuffer());
    if (!isFromSidecar(response, file ? null : body)) {
      await file?.close();
      throw new Error(`HTTP ${response.status}, ${response.headers.get('Content-Type') ?? '-'}`);
    }
    return { status: response.status, headers: response.headers, body, file };
  } catch (error) {
    const { message, cause } = error as Error;
    const reason = cause instanceof Error ? cause.message : message;
    throw new StoreError(
      'sidecar_unreachable',
      `The Finder's Fee sidecar at ${sidecarUrl} does not answer (${reason}). Your shop is not affected, and no sale is lost. Start the sidecar; this page catches up by itself.`,
      503,
    );
  }
}

/** `duplex` is what fetch wants to be told with every stream. */
function bodyOf(body: string | Spooled): RequestInit & { duplex?: 'half' } {
  if (typeof body !== 'string')
    return { body: Readable.toWeb(body.read()) as ReadableStream, duplex: 'half' };
  return body === '' ? {} : { body };
}

/** A gateway's error page in between is no answer of the sidecar's. A body of null is too long to be looked at. */
function isFromSidecar(response: Response, body: Buffer | null): boolean {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.status === 204) return true;
  if (type.startsWith('text/csv')) return response.status === 200;
  if (!type.startsWith('application/json')) return false;
  if (body === null) return true;
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}
