import { lastOfEach } from '../rest/php-query.ts';

/** Route pattern → methods, for who manages WooCommerce. The same list as the plugin's. */
export const ownerRoutes: Record<string, string[]> = {
  settings: ['GET', 'PUT'],
  overview: ['GET'],
  programs: ['GET', 'POST'],
  'programs/:id': ['GET', 'PUT', 'DELETE'],
  'programs/:id/consequences': ['GET'],
  affiliates: ['GET', 'POST'],
  'affiliates/:id': ['GET', 'PUT', 'DELETE'],
  'affiliates/:id/consequences': ['GET'],
  'affiliates/:id/notes': ['GET', 'POST'],
  'affiliates/:id/notes/:id': ['DELETE'],
  'affiliates/:id/write-offs': ['POST'],
  coupons: ['GET', 'POST'],
  'coupons/:id': ['GET', 'PUT', 'DELETE'],
  'coupons/:id/owners': ['GET'],
  'coupons/:id/past-orders': ['GET'],
  products: ['GET'],
  'product-categories': ['GET'],
  commissions: ['GET'],
  'commissions/bulk': ['POST'],
  'commissions/:id': ['GET'],
  'commissions/:id/explanation': ['GET'],
  'commissions/:id/approve': ['POST'],
  'commissions/:id/reject': ['POST'],
  'commissions/:id/hold': ['POST'],
  'commissions/:id/release': ['POST'],
  redemptions: ['GET'],
  'orders/:id/attribution': ['GET'],
  ledger: ['GET'],
  balances: ['GET'],
  payouts: ['GET', 'POST'],
  'payouts/:id': ['GET'],
  'payouts/:id/pay': ['POST'],
  'payouts/:id/cancel': ['POST'],
  recalculations: ['POST'],
  'offline-sales': ['GET', 'POST'],
  'offline-sales/import': ['POST'],
  'offline-sales/batches': ['GET'],
  'offline-sales/batches/:id/undo': ['POST'],
  'offline-sales/:id/undo': ['POST'],
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

/** These answer when the work is done, at the latest after 25 seconds. */
export const longRoutes =
  /^\/(sync|recalculations|commissions\/bulk|payouts(\/[^/]+\/(pay|cancel))?|offline-sales\/batches\/[^/]+\/undo)$/;
export const longTimeoutMs = 28_000;

/** A file takes as long as it is: a hundred thousand rows may take minutes. */
export const fileRoute = '/offline-sales/import';
export const fileTimeoutMs = 300_000;
/** The sidecar's own limit. */
export const longestFileBytes = 64 * 1024 * 1024;

/** What is left of the query for the sidecar, with its question mark; '' when nothing is. */
export function forwardedQuery(search: string): string {
  const kept = lastOfEach(search).filter(([name]) => !localParameters.test(name));
  const query = kept
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)
    .join('&');
  return query === '' ? '' : `?${query}`;
}
