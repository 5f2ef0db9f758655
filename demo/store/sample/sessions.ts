import { createHmac, randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { cookieOf } from './cookies.ts';
import { findUser, type Shop } from './shop/shop.ts';
import type { Session, User } from './state.ts';
import { StoreError } from './store-error.ts';

const cookieName = 'sample_store_session';

export interface Visitor {
  token: string;
  session: Session;
  user: User | undefined;
}

/** Who is looking at a page; a visitor without a session gets one. */
export function visitorOf(shop: Shop, request: Request, response: Response): Visitor {
  const known = findVisitor(shop, request);
  if (known) return known;
  const token = randomBytes(20).toString('hex');
  const session: Session = { userId: 0, cart: { lines: [], coupons: [] } };
  shop.state.sessions.set(token, session);
  setCookie(response, token);
  return { token, session, user: undefined };
}

export function findVisitor(shop: Shop, request: Request): Visitor | undefined {
  const token = cookieOf(request, cookieName);
  const session = token === undefined ? undefined : shop.state.sessions.get(token);
  if (token === undefined || !session) return undefined;
  return { token, session, user: findUser(shop, session.userId) };
}

/** Logs in with a new cookie and takes the cart along. Returns undefined when name and password do not fit. */
export function logIn(
  shop: Shop,
  visitor: Visitor,
  response: Response,
  name: string,
  password: string,
): User | undefined {
  const wanted = name.trim().toLowerCase();
  const user = shop.state.users.find(
    (candidate) =>
      [candidate.login.toLowerCase(), candidate.email.toLowerCase()].includes(wanted) &&
      candidate.password === password,
  );
  if (!user || password === '') return undefined;
  shop.state.sessions.delete(visitor.token);
  const token = randomBytes(20).toString('hex');
  shop.state.sessions.set(token, { ...visitor.session, userId: user.id });
  setCookie(response, token);
  return user;
}

export function logOut(shop: Shop, visitor: Visitor, response: Response): void {
  shop.state.sessions.delete(visitor.token);
  response.clearCookie(cookieName);
}

/** WordPress's `wp_rest` nonce: ten hexadecimal digits that belong to one login. */
export function nonceOf(visitor: Visitor): string {
  return createHmac('sha256', visitor.token).update('wp_rest').digest('hex').slice(0, 10);
}

/**
 * The logged-in user of a REST call by cookie. Without a nonce a cookie counts for nothing, with a wrong one WordPress refuses (403).
 */
export function authenticateCookie(shop: Shop, request: Request): User | undefined {
  const visitor = findVisitor(shop, request);
  const given = request.get('X-WP-Nonce') ?? request.query['_wpnonce'];
  if (!visitor?.user || given === undefined) return undefined;
  if (given !== nonceOf(visitor))
    throw new StoreError('rest_cookie_invalid_nonce', 'Cookie check failed', 403);
  return visitor.user;
}

function setCookie(response: Response, token: string): void {
  response.cookie(cookieName, token, { httpOnly: true, sameSite: 'lax', path: '/' });
}
