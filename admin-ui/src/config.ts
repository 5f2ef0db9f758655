/** What the page that printed us knows and the sidecar need not be asked for: `window.findersFee`. */
export interface PageConfig {
  /** REST namespace, `wc-finders-fee/v1`. */
  namespace: string;
  version: string;
  /** BCP 47, `de-DE`. */
  locale: string;
  /** IANA name or an offset such as `+02:00`: the store's time zone. */
  timeZone: string;
  connected: boolean;
  adminUrl: string;
  /** This page without a tab, `…/wp-admin/admin.php?page=finders-fee`. */
  pageUrl: string;
  storeUrl: string;
  currency: string;
  /** False while commissions for coupons are switched off, as the plugin last heard it from the sidecar. */
  couponCommissions: boolean;
  /** How many bytes the server takes at once; 0 or nothing where it sets no limit. */
  largestPost?: number;
  /** Address of an order in wp-admin, with `%d` for its id. */
  orderUrl?: string;
  /** Address of a coupon in wp-admin, with `%d` for its id. */
  couponUrl?: string;
  /** Address of a WordPress user in wp-admin, with `%d` for their id. */
  userUrl?: string;
  /** WooCommerce's order statuses without `wc-`, with their names. */
  orderStatuses?: Record<string, string>;
  /** Where the chunks lie, when it is not the folder of the script. */
  buildUrl?: string;
  /** Only on a page without WordPress around it, where nobody told api-fetch. */
  restUrl?: string;
  nonce?: string;
  /** Answers already on their way, by the path that the page will ask for. */
  preload?: Record<string, Promise<Response>>;
}

declare global {
  interface Window {
    findersFee?: Partial<PageConfig>;
  }
}

/** The printed configuration; what is missing has a value that lets the page say something useful. */
export function pageConfig(): PageConfig {
  const printed = typeof window === 'undefined' ? {} : (window.findersFee ?? {});
  return {
    namespace: 'wc-finders-fee/v1',
    version: '',
    locale: 'en-US',
    timeZone: 'UTC',
    connected: false,
    adminUrl: '',
    pageUrl: '?page=finders-fee',
    storeUrl: '',
    currency: 'EUR',
    couponCommissions: true,
    ...printed,
  };
}
