import { lastOfEach } from '../rest/php-query.ts';

/** Route pattern → methods, for who manages WooCommerce. The same list as the plugin's. */
export const ownerRoutes: Record<string, string[]> = {
  settings: ['GET', 'PUT'],
  overview: ['GET'],
  programs: ['GET', 'POST'],
  'programs/:id': ['GET', 'PUT', 'DELETE'],
  affiliates: ['GET', 'POST'],
  'affiliates/:id': ['GET', 'PUT', 'DELETE'],
  coupons: ['GET', 'POST'],
  'coupons/:id': ['GET', 'PUT', 'DELETE'],
  'coupons/:id/owners': ['GET'],
  'coupons/:id/past-orders': ['GET'],
  commissions: ['GET'],
  'commissions/:id': ['GET'],
  'commissions/:id/explanation': ['GET'],
  redemptions: ['GET'],
  'orders/:id/attribution': ['GET'],
  ledger: ['GET'],
  balances: ['GET'],
  customers: ['GET'],
  'customers/:id': ['GET', 'PUT'],
  'customers/:id/referral-code-changes': ['GET'],
  'reports/referral-codes': ['GET'],
  'reports/summary': ['GET'],
  health: ['GET'],
  sync: ['POST'],
};

/** For whoever is logged in; the sidecar decides whose affiliate that is. */
export const customerRoutes: Record<string, string[]> = {
  me: ['GET'],
  'me/coupons': ['GET'],
  'me/commissions': ['GET'],
  'me/commissions/:id/explanation': ['GET'],
  'me/sales': ['GET'],
  'me/summary': ['GET'],
};

/** WordPress's and WooCommerce's own parameters, none of the sidecar's business. */
export const localParameters =
  /^(_locale|_wpnonce|_method|_envelope|_fields|_embed|_jsonp|rest_route|oauth_.*|consumer_.*)$/;
export const forwardedHeaders = ['Content-Type', 'Idempotency-Key'];
export const returnedHeaders = [
  'X-WP-Total',
  'X-WP-TotalPages',
  'Content-Type',
  'Content-Disposition',
  'Retry-After',
];

/** What is left of the query for the sidecar, with its question mark; '' when nothing is. */
export function forwardedQuery(search: string): string {
  const kept = lastOfEach(search).filter(([name]) => !localParameters.test(name));
  const query = kept
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return query === '' ? '' : `?${query}`;
}
