import { setTimeout as wait } from 'node:timers/promises';
import * as client from '@woocommerce/woocommerce-rest-api';
import { AppError } from '@finders-fee/shared';

type Client = client.default;
/** The package is CommonJS: an ES import finds the class one `default` deeper than its types say. */
const module = client as unknown as { default: { default?: unknown } };
const Client = (module.default.default ?? module.default) as new (options: Record<string, unknown>) => Client;

/** Pauses before the second, third … try of a read that met a network fault, a 5xx or a 429. */
const retryPausesMs = [300, 1500];
const maxAnswerBytes = 64 * 1024 * 1024;

export interface StoreAddress {
  /** Ends in `/wp-json/`, or whatever the store calls its REST root. */
  restUrl: string;
  consumerKey: string;
  consumerSecret: string;
}

export interface StoreAnswer {
  body: unknown;
  headers: Record<string, string | undefined>;
}

export type Params = Record<string, string | number | (string | number)[]>;

export interface StoreRequests {
  get(path: string, params?: Params): Promise<StoreAnswer>;
  /** Never repeated by itself. */
  post(path: string, body: unknown): Promise<StoreAnswer>;
  delete(path: string): Promise<StoreAnswer>;
}

/** The store answered and said no. `storeCode` is WordPress's own error code, empty when the answer was none of WordPress's. */
export class StoreRefusal extends AppError {
  readonly httpStatus: number;
  readonly storeCode: string;

  constructor(message: string, httpStatus: number, storeCode: string) {
    super('store_refused', message);
    this.httpStatus = httpStatus;
    this.storeCode = storeCode;
  }

  /** The key is refused, WooCommerce is switched off, or the shop has moved: whatever is asked would be refused alike. */
  get isAboutEverything(): boolean {
    const { httpStatus: status, storeCode } = this;
    return (
      status === 401 ||
      status === 403 ||
      (status >= 300 && status < 400) ||
      (status === 404 && !/_invalid_id$/.test(storeCode))
    );
  }
}

/**
 * Signed requests to one namespace of the store's REST API: Basic over https, OAuth 1.0a over http.
 * Throws StoreRefusal for an answer that is a no, AppError `store_unreachable` for none at all. Keys never reach a message.
 */
export function openRequests(
  address: StoreAddress,
  namespace: string,
  options: { timeoutMs: number; count: (outcome: 'ok' | 'refused' | 'unreachable') => void },
): StoreRequests {
  const root = new URL(address.restUrl);
  const segments = root.pathname.split('/').filter(Boolean);
  const prefix = segments.pop() ?? 'wp-json';
  const api = new Client({
    url: `${root.origin}/${segments.map((segment) => `${segment}/`).join('')}`,
    wpAPIPrefix: prefix,
    version: namespace,
    consumerKey: address.consumerKey,
    consumerSecret: address.consumerSecret,
    timeout: options.timeoutMs,
    axiosConfig: { maxRedirects: 0, maxContentLength: maxAnswerBytes },
  });
  const attempt = async (label: string, send: () => Promise<unknown>): Promise<StoreAnswer> => {
    try {
      const { data, headers } = (await send()) as { data: unknown; headers: StoreAnswer['headers'] };
      if (typeof data === 'string' || data === null) throw notJson(label);
      options.count('ok');
      return { body: data, headers };
    } catch (error) {
      const fault = error instanceof AppError ? error : describe(label, error);
      options.count(fault.code === 'store_refused' ? 'refused' : 'unreachable');
      throw fault;
    }
  };
  return {
    get: (path, params = {}) =>
      withRetries(() => attempt(`GET ${namespace}/${path}`, () => api.get(path, params))),
    post: (path, body) => attempt(`POST ${namespace}/${path}`, () => api.post(path, body)),
    delete: (path) => attempt(`DELETE ${namespace}/${path}`, () => api.delete(path)),
  };
}

async function withRetries(work: () => Promise<StoreAnswer>): Promise<StoreAnswer> {
  for (const pauseMs of retryPausesMs) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'store_unreachable') throw error;
      await wait(pauseMs);
    }
  }
  return work();
}

function describe(label: string, error: unknown): AppError {
  const { response, code } = error as {
    response?: { status: number; data?: { code?: unknown } | string | null };
    code?: string;
  };
  if (!response)
    return new AppError(
      'store_unreachable',
      `${label}: the store gave no answer (${code ?? 'unknown fault'})`,
    );
  const { status, data } = response;
  if (status >= 500 || status === 429) {
    return new AppError('store_unreachable', `${label}: the store answered ${status}`);
  }
  const given = typeof data === 'object' ? data?.code : undefined;
  // A code in the form that WordPress's own have; anything else might repeat what we sent, or a customer's data.
  const storeCode = typeof given === 'string' && /^[a-z0-9_-]{1,80}$/i.test(given) ? given : '';
  return new StoreRefusal(
    `${label}: the store refused with ${status} ${storeCode}`.trimEnd(),
    status,
    storeCode,
  );
}

function notJson(label: string): AppError {
  return new StoreRefusal(`${label}: the store answered with something that is not JSON`, 200, '');
}
