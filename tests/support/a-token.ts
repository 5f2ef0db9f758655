import { createHash, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';

/** What the plugin vouches for with a token. */
export interface TokenFor {
  method: string;
  /** As requested, with its query. */
  path: string;
  body?: string | Buffer;
  userId?: number;
  role?: 'owner' | 'affiliate';
}

/** A token as the plugin makes it; `claims` overrides or adds what a test is about. */
export async function aToken(
  store: { storeUrl: string; tokenSecret: string },
  { method, path, body = '', userId = 1, role = 'owner' }: TokenFor,
  claims: Record<string, unknown> = {},
): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({
    iss: store.storeUrl,
    aud: 'finders-fee',
    sub: String(userId),
    role,
    method,
    path,
    body: createHash('sha256').update(body).digest('hex'),
    jti: randomUUID(),
    iat: now,
    exp: now + 60,
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(Buffer.from(store.tokenSecret));
}
