import WooCommerceModule from '@woocommerce/woocommerce-rest-api';

// The client is CommonJS with a `default`; which of the two an import sees depends on who loads it.
const WooCommerceRestApi =
  (WooCommerceModule as unknown as { default?: typeof WooCommerceModule }).default ?? WooCommerceModule;

export interface Answer<T = any> {
  status: number;
  data: T;
  headers: Record<string, string>;
}

type Body = Record<string, unknown>;

/** Talks to a store with a REST key, and never throws for a refusal: a test looks at the status itself. */
export interface StoreApi {
  get<T = any>(path: string, query?: Body): Promise<Answer<T>>;
  post<T = any>(path: string, body?: Body): Promise<Answer<T>>;
  put<T = any>(path: string, body?: Body): Promise<Answer<T>>;
  delete<T = any>(path: string, query?: Body): Promise<Answer<T>>;
}

/** `version` is the REST namespace: `wc/v3` for WooCommerce's own resources, `wc-finders-fee/v1` for ours. */
export function storeApi(
  store: { url: string; consumerKey: string; consumerSecret: string },
  version: 'wc/v3' | 'wc-finders-fee/v1',
): StoreApi {
  const client = new WooCommerceRestApi({
    url: store.url,
    consumerKey: store.consumerKey,
    consumerSecret: store.consumerSecret,
    version: version as 'wc/v3',
    axiosConfig: { validateStatus: () => true, timeout: 40_000 },
  });
  return {
    get: (path, query = {}) => client.get(path, query) as Promise<Answer>,
    post: (path, body = {}) => client.post(path, body) as Promise<Answer>,
    put: (path, body = {}) => client.put(path, body) as Promise<Answer>,
    delete: (path, query = {}) => client.delete(path, query) as Promise<Answer>,
  };
}
