import { createHash, timingSafeEqual } from 'node:crypto';
import { AppError } from '@finders-fee/shared';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { useToken } from '../database/used-tokens.ts';
import type { Services } from '../services.ts';
import type { Access, Caller } from './route.ts';

const audience = 'finders-fee';
const lifetimeSeconds = 60;
const skewSeconds = 5;

const claimsSchema = z.object({
  sub: z.string().regex(/^[1-9]\d{0,18}$/),
  role: z.enum(['owner', 'affiliate']),
  method: z.string(),
  path: z.string(),
  body: z.string().regex(/^[0-9a-f]{64}$/),
  jti: z.uuidv4(),
  iat: z.int(),
  exp: z.int(),
});

/** The request that a token must have been made for. `path` is exactly as requested, with its query. */
export interface SignedRequest extends RequestHead {
  rawBody: Buffer;
}

/** A request of which the body is still to come. */
export interface RequestHead {
  authorization: string | undefined;
  method: string;
  path: string;
}

/**
 * Verifies the plugin's token and uses it up; nothing is written for a token that does not fit.
 * Throws `invalid_token`, `not_connected`, `forbidden` or `replayed_token`.
 */
export async function verifyToken(
  services: Pick<Services, 'connection' | 'database' | 'clock'>,
  request: SignedRequest,
  access: Access,
): Promise<Caller> {
  const claims = await checkToken(services, request, access);
  return acceptBody(services, claims, createHash('sha256').update(request.rawBody).digest('hex'));
}

/** The first half of `verifyToken`, for a body that nobody should send before its sender is known. Throws the same, but `replayed_token`. */
export async function checkToken(
  { connection, clock }: Pick<Services, 'connection' | 'clock'>,
  request: RequestHead,
  access: Access,
): Promise<Claims> {
  const token = bearerOf(request.authorization);
  const store = await connection.find();
  if (!store)
    throw new AppError('not_connected', 'This sidecar is not connected to a store. Connect it in wp-admin.');
  const now = clock();
  // Another process may have reconnected the store a moment ago: then the newer secret counts.
  const claims =
    (await readClaims(token, store, now)) ??
    (await readClaims(token, (await connection.recheck()) ?? store, now));
  if (!claims) throw refused('it was not made by the connected store, or has expired');
  if (claims.method !== request.method || claims.path !== request.path) throw madeForAnother();
  if (access === 'owner' && claims.role !== 'owner') {
    throw new AppError('forbidden', 'Only the store’s owner may do this.');
  }
  return claims;
}

/** The second half, once the body has come: `bodyHash` is its SHA-256 in hexadecimal. Uses the token up. */
export async function acceptBody(
  { database }: Pick<Services, 'database'>,
  claims: Claims,
  bodyHash: string,
): Promise<Caller> {
  if (!timingSafeEqual(Buffer.from(claims.body, 'hex'), Buffer.from(bodyHash, 'hex'))) throw madeForAnother();
  const expiresAt = new Date((claims.exp + skewSeconds) * 1000);
  if (!(await useToken(database, claims.jti, expiresAt))) {
    throw new AppError('replayed_token', 'This token was already used; every request needs a new one.');
  }
  return { userId: Number(claims.sub), role: claims.role };
}

/** Throws `invalid_token` when there is no token, before anything of the body is read. */
export function bearerOf(authorization: string | undefined): string {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
  if (!token) throw refused('there is none');
  return token;
}

/** What a token that was made for this request says; the body is to be the one that it names. */
export type Claims = z.infer<typeof claimsSchema>;

async function readClaims(
  token: string,
  { storeUrl, tokenSecret }: { storeUrl: string; tokenSecret: string },
  now: Date,
): Promise<Claims | undefined> {
  const verified = await jwtVerify(token, Buffer.from(tokenSecret, 'utf8'), {
    algorithms: ['HS256'],
    issuer: storeUrl,
    audience,
    clockTolerance: skewSeconds,
    maxTokenAge: lifetimeSeconds,
    currentDate: now,
  }).catch(() => undefined);
  const claims = claimsSchema.safeParse(verified?.payload);
  if (!claims.success || claims.data.exp - claims.data.iat > lifetimeSeconds) return undefined;
  return claims.data;
}

function madeForAnother(): AppError {
  return refused('it was made for another request');
}

function refused(why: string): AppError {
  return new AppError('invalid_token', `The request needs a token made by the store’s plugin: ${why}.`);
}
