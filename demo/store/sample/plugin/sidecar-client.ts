import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Connection } from '../state.ts';
import { StoreError } from '../store-error.ts';

const tokenSeconds = 60;
const answerTimeoutMs = 2_700;

export interface SidecarRequest {
  method: string;
  /** With its query, exactly as it is requested: `/v1/commissions?page=2`. */
  path: string;
  body?: string;
  headers?: Record<string, string>;
  userId: number;
  role: 'owner' | 'affiliate';
  timeoutMs?: number;
}

export interface SidecarAnswer {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** Asks the sidecar with a token that is good for this one request. Throws 503 `sidecar_unreachable`. */
export async function askSidecar(connection: Connection, request: SidecarRequest): Promise<SidecarAnswer> {
  const body = request.body ?? '';
  const token = await new SignJWT({
    role: request.role,
    method: request.method,
    path: request.path,
    body: createHash('sha256').update(body).digest('hex'),
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
    { method: request.method, headers, body },
    request.timeoutMs ?? answerTimeoutMs,
  );
}

/** The first word to a sidecar: no token, the pairing code in the body is the proof. Throws 503 `sidecar_unreachable`. */
export async function introduce(sidecarUrl: string, body: string): Promise<SidecarAnswer> {
  const headers = { 'Content-Type': 'application/json' };
  return send(sidecarUrl, '/v1/connection', { method: 'POST', headers, body }, 20_000);
}

async function send(
  sidecarUrl: string,
  path: string,
  request: { method: string; headers: Record<string, string>; body: string },
  timeoutMs: number,
): Promise<SidecarAnswer> {
  try {
    const response = await fetch(sidecarUrl + path, {
      method: request.method,
      headers: { Accept: 'application/json, text/csv', ...request.headers },
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
      ...(request.body === '' ? {} : { body: request.body }),
    });
    const body = Buffer.from(await response.arrayBuffer());
    if (!isFromSidecar(response, body))
      throw new Error(`HTTP ${response.status}, ${response.headers.get('Content-Type') ?? '-'}`);
    return { status: response.status, headers: response.headers, body };
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

/** A gateway's error page in between is no answer of the sidecar's. */
function isFromSidecar(response: Response, body: Buffer): boolean {
  const type = response.headers.get('Content-Type') ?? '';
  if (response.status === 204) return true;
  if (type.startsWith('text/csv')) return response.status === 200;
  if (!type.startsWith('application/json')) return false;
  try {
    JSON.parse(body.toString());
    return true;
  } catch {
    return false;
  }
}
