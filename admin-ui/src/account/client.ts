import type { Explanation, Me, MyCoupon, MySale, MySummary } from '@finders-fee/shared';

/** Where the store's REST API is; read from the shell that the plugin printed. Every address may differ from the page's path, never from its origin. */
export interface Shell {
  /** Ends in `/wc-finders-fee/v1/`. */
  restUrl: string;
  /** Answers a fresh nonce as text, or not at all to somebody who is not logged in. */
  nonceUrl: string;
  /** Answers nonce and `me` together, `{nonce, status, me}`; empty where there is no such address. */
  startUrl: string;
  loginUrl: string;
}

/** An answer never throws: a page must be able to say what still stands. `status` is 0 when nothing came back. */
export type Answer<T> = { ok: true; data: T; total: number } | { ok: false; status: number; code: string };

/** The calls of the first view; started by the inline script before React is there. */
export interface FirstView {
  me: Promise<Answer<Me>>;
  coupons: Promise<Answer<MyCoupon[]>>;
  sales: Promise<Answer<MySale[]>>;
  summary: Promise<Answer<MySummary>>;
}

export interface Client {
  firstView(): FirstView;
  sales(page: number): Promise<Answer<MySale[]>>;
  explanation(commissionId: string): Promise<Answer<Explanation>>;
}

export const salesPerPage = 10;
const loggedOut = { ok: false, status: 401, code: 'logged_out' } as const;
const unreachable = { ok: false, status: 0, code: 'unreachable' } as const;

/** The page itself is cacheable and carries no nonce, so the first thing a client does is to fetch one; all its calls share it. */
export function createClient(shell: Shell): Client {
  let nonce: Promise<string | null> | undefined;
  const get = async <T>(path: string): Promise<Answer<T>> => {
    const answer = await read<T>(shell, path, await (nonce ??= fetchNonce(shell)));
    if (answer.ok || answer.code !== 'rest_cookie_invalid_nonce') return answer;
    nonce = fetchNonce(shell);
    return read<T>(shell, path, await nonce);
  };
  const start = (): Promise<Answer<Me>> => {
    if (shell.startUrl === '') return get<Me>('me');
    const started = fetchStart(shell);
    nonce = started.then((answer) => answer.nonce);
    return started.then((answer) => answer.me);
  };
  return {
    firstView: () => {
      // The balance is what people came for: the store's processors are its alone until it is there.
      const me = start();
      const after = <T>(path: string) => me.then((answer) => (answer.ok ? get<T>(path) : answer));
      return {
        me,
        coupons: after<MyCoupon[]>('me/coupons'),
        sales: after<MySale[]>(`me/sales?page=1&per_page=${salesPerPage}`),
        summary: after<MySummary>('me/summary'),
      };
    },
    sales: (page) => get<MySale[]>(`me/sales?page=${page}&per_page=${salesPerPage}`),
    explanation: (id) => get<Explanation>(`me/commissions/${encodeURIComponent(id)}/explanation`),
  };
}

async function fetchStart({ startUrl }: Shell): Promise<{ nonce: string | null; me: Answer<Me> }> {
  try {
    const response = await fetch(startUrl, { credentials: 'same-origin', cache: 'no-store' });
    const { nonce, status, me } = (await response.json()) as { nonce: string; status: number; me: unknown };
    if (nonce === '') return { nonce, me: loggedOut };
    if (status !== 200) return { nonce, me: { ok: false, status, code: codeOf(me) } };
    return { nonce, me: { ok: true, data: me as Me, total: 1 } };
  } catch {
    return { nonce: null, me: unreachable };
  }
}

/** `''` for somebody who is not logged in, null when the store did not answer. */
async function fetchNonce({ nonceUrl }: Shell): Promise<string | null> {
  try {
    const response = await fetch(nonceUrl, { credentials: 'same-origin', cache: 'no-store' });
    if (response.status >= 500) return null;
    const text = (await response.text()).trim();
    return response.ok && /^[0-9a-f]{10}$/.test(text) ? text : '';
  } catch {
    return null;
  }
}

async function read<T>({ restUrl }: Shell, path: string, nonce: string | null): Promise<Answer<T>> {
  if (nonce === '') return loggedOut;
  if (nonce === null) return unreachable;
  try {
    const response = await fetch(restUrl + path, {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: { Accept: 'application/json', 'X-WP-Nonce': nonce },
    });
    const body: unknown = await response.json();
    if (!response.ok) return { ok: false, status: response.status, code: codeOf(body) };
    return { ok: true, data: body as T, total: Number(response.headers.get('X-WP-Total') ?? 0) };
  } catch {
    return unreachable;
  }
}

function codeOf(body: unknown): string {
  return body !== null && typeof body === 'object' && 'code' in body ? String(body.code) : 'unreadable';
}
