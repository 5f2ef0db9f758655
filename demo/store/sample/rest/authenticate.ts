import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Request } from 'express';
import { findUser, type Shop } from '../shop/shop.ts';
import type { ApiKey, User } from '../state.ts';
import { StoreError } from '../store-error.ts';
import { lastOfEach } from './php-query.ts';

const windowSeconds = 15 * 60;
const parameterNames = ['oauth_timestamp', 'oauth_nonce', 'oauth_signature', 'oauth_signature_method'];

/** Nonces seen, by key and second, as WooCommerce keeps them. */
const seen = new WeakMap<ApiKey, Map<number, string>>();

/**
 * The user whose WooCommerce key signed the request with OAuth 1.0a (`WC_REST_Authentication`), undefined when nobody signed.
 * Basic authentication is for TLS only, which the sample store does not speak. Throws 401.
 */
export function authenticateKey(shop: Shop, request: Request): User | undefined {
  const url = new URL(request.originalUrl, shop.url);
  const given = (name: string) => url.searchParams.get(name) ?? undefined;
  if (given('oauth_consumer_key') === undefined) return undefined;
  const missing = parameterNames.filter((name) => !given(name));
  if (missing.length > 0) {
    const message = `Missing OAuth parameters ${missing.join(', ')}`;
    throw new StoreError('woocommerce_rest_authentication_missing_parameter', message, 401);
  }
  const key = shop.state.keys.find((candidate) => candidate.consumerKey === given('oauth_consumer_key'));
  if (!key) throw refusal('Consumer key is invalid.');
  checkSignature(shop, request.method, url, key);
  checkNonce(key, Number(given('oauth_timestamp')), given('oauth_nonce') ?? '');
  checkPermission(key, request.method);
  return findUser(shop, key.userId);
}

/** RFC 5849 §3.4, with the shop's own address instead of the request's, as WooCommerce takes `home_url()`. */
function checkSignature(shop: Shop, method: string, url: URL, key: ApiKey): void {
  const algorithm = { 'HMAC-SHA256': 'sha256', 'HMAC-SHA1': 'sha1' }[
    url.searchParams.get('oauth_signature_method') ?? ''
  ];
  if (!algorithm) throw refusal('Invalid signature - signature method is invalid.');
  const pairs = lastOfEach(url.search)
    .filter(([name]) => name !== 'oauth_signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const query = pairs.map(([name, value]) => `${name}=${value}`).join('&');
  const base = [method.toUpperCase(), encode(shop.url + url.pathname), encode(query)].join('&');
  const expected = createHmac(algorithm, `${key.consumerSecret}&`).update(base).digest('base64');
  const signature = (url.searchParams.get('oauth_signature') ?? '').replaceAll(' ', '+');
  const [a, b] = [Buffer.from(expected), Buffer.from(signature)];
  if (a.length !== b.length || !timingSafeEqual(a, b)) {
    throw refusal('Invalid signature - provided signature does not match.');
  }
}

function checkNonce(key: ApiKey, timestamp: number, nonce: string): void {
  const seconds = Math.floor(Date.now() / 1000);
  if (!(Math.abs(seconds - timestamp) <= windowSeconds)) throw refusal('Invalid timestamp.');
  const nonces = seen.get(key) ?? new Map<number, string>();
  if ([...nonces.values()].includes(nonce)) throw refusal('Invalid nonce - nonce has already been used.');
  nonces.set(timestamp, nonce);
  for (const second of nonces.keys()) if (second < seconds - windowSeconds) nonces.delete(second);
  seen.set(key, nonces);
}

function checkPermission(key: ApiKey, method: string): void {
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(method);
  if (isRead && key.permissions === 'write')
    throw refusal('The API key provided does not have read permissions.');
  if (!isRead && key.permissions === 'read')
    throw refusal('The API key provided does not have write permissions.');
}

function refusal(message: string): StoreError {
  return new StoreError('woocommerce_rest_authentication_error', message, 401);
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
