import WooCommerceModule from '@woocommerce/woocommerce-rest-api';

// The client is CommonJS with a `default`; which of the two an import sees depends on who loads it.
const WooCommerceRestApi =
  (WooCommerceModule as unknown as { default?: typeof WooCommerceModule }).default ?? WooCommerceModule;
const timeoutMs = 60_000;

type Fields = Record<string, unknown>;

/** A store's REST API with the owner's key. Throws with what the store answered when it refuses. */
export interface StoreApi {
  get<T>(path: string, query?: Fields): Promise<T>;
  post<T>(path: string, body?: Fields): Promise<T>;
  put<T>(path: string, body: Fields): Promise<T>;
  delete<T>(path: string): Promise<T>;
}

/** `version` is the REST namespace: `wc/v3` is WooCommerce's own, `wc-finders-fee/v1` ours. */
export function storeApi(
  store: { url: string; consumerKey: string; consumerSecret: string },
  version: 'wc/v3' | 'wc-finders-fee/v1',
): StoreApi {
  const client = new WooCommerceRestApi({
    url: store.url,
    consumerKey: store.consumerKey,
    consumerSecret: store.consumerSecret,
    version: version as 'wc/v3',
    axiosConfig: { validateStatus: () => true, timeout: timeoutMs },
  });
  const send = async <T>(
    method: 'get' | 'post' | 'put' | 'delete',
    path: string,
    fields: Fields = {},
  ): Promise<T> => {
    const { status, data } = (await client[method](path, fields)) as { status: number; data: T };
    if (status < 300) return data;
    throw new Error(`${method.toUpperCase()} ${version}/${path} answered ${status}: ${JSON.stringify(data)}`);
  };
  return {
    get: (path, query) => send('get', path, query),
    post: (path, body) => send('post', path, body),
    put: (path, body) => send('put', path, body),
    delete: (path) => send('delete', path),
  };
}
