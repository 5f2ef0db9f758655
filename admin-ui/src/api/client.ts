import apiFetch from '@wordpress/api-fetch';
import { __ } from '@wordpress/i18n';
import type { ErrorDetail } from '@finders-fee/shared';
import { pageConfig } from '../config.ts';

/** A refusal of the store or the sidecar, or a request that never arrived (`status` 0). */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly details: ErrorDetail[];

  constructor(code: string, message: string, status: number, details: ErrorDetail[] = []) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
    this.details = details;
  }

  /** The sentence for one field of a form (`rate`, `body.rate.value` and `rate.value` all belong to `rate`). */
  forField(field: string): string | undefined {
    return this.details.find((detail) => detail.field.replace(/^(body|query)\./, '').startsWith(field))
      ?.message;
  }
}

export interface Page<Row> {
  rows: Row[];
  total: number;
  pages: number;
}

/** Reads one resource, `overview` or `commissions/com_…/explanation`. Throws ApiError. */
export async function read<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  return json<Answer>(await request(path, { ...(signal && { signal }) }));
}

/** Reads one page of a list with its totals. Throws ApiError. */
export async function readPage<Row>(path: string, signal?: AbortSignal): Promise<Page<Row>> {
  const response = await request(path, { ...(signal && { signal }) });
  const rows = await json<Row[]>(response);
  return {
    rows,
    total: Number(response.headers.get('X-WP-Total') ?? rows.length),
    pages: Number(response.headers.get('X-WP-TotalPages') ?? 1),
  };
}

/** Writes; the same `idempotencyKey` with the same body is done once, however often it is sent. Throws ApiError. */
export async function write<Answer>(
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  data?: unknown,
  idempotencyKey?: string,
): Promise<Answer> {
  const headers: Record<string, string> = idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {};
  return json<Answer>(await request(path, { method, headers, ...(data !== undefined && { data }) }));
}

/** The whole of a list as CSV, `redemptions?status=held&format=csv`. Throws ApiError. */
export async function readFile(path: string): Promise<Blob> {
  return (await request(path, {})).blob();
}

/** Sends a text/csv file as it is. Throws ApiError. */
export async function sendFile<Answer>(path: string, file: Blob): Promise<Answer> {
  const headers = { 'Content-Type': 'text/csv' };
  return json<Answer>(await request(path, { method: 'POST', headers, body: file }));
}

/** A fresh key; `crypto.randomUUID` is missing on pages served without TLS. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

interface Options {
  method?: string;
  data?: unknown;
  body?: Blob;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

async function request(path: string, options: Options, isRetry = false): Promise<Response> {
  const response = await (takePreloaded(path, options) ?? send(path, options));
  if (response.ok) return response;
  const error = await errorOf(response);
  if (error.code === 'rest_cookie_invalid_nonce' && !isRetry && (await renewNonce()))
    return request(path, options, true);
  throw error;
}

/** An answer that the page asked for while it was still being parsed; good for one use. */
function takePreloaded(path: string, options: Options): Promise<Response> | undefined {
  const preload = window.findersFee?.preload;
  const answer = options.method ? undefined : preload?.[path];
  if (answer) delete preload?.[path];
  return answer?.catch(() => send(path, options));
}

async function send(path: string, options: Options): Promise<Response> {
  setUp();
  try {
    return await apiFetch<Response, false>({
      path: `/${pageConfig().namespace}/${path}`,
      parse: false,
      ...options,
    });
  } catch (error) {
    if (error instanceof Response) return error;
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ApiError(
      'offline',
      __('Your browser could not reach the shop. Check the connection and try again.', 'finders-fee'),
      0,
    );
  }
}

/** On a page without WordPress nobody told api-fetch where the shop is. */
let isSetUp = false;
function setUp(): void {
  const { restUrl, nonce } = pageConfig();
  if (isSetUp || !restUrl) return;
  isSetUp = true;
  apiFetch.use(apiFetch.createRootURLMiddleware(restUrl));
  if (nonce) apiFetch.use(apiFetch.createNonceMiddleware(nonce));
}

/** A page left open over night has an old nonce; WordPress hands out a new one to the same login. */
async function renewNonce(): Promise<boolean> {
  if (!apiFetch.nonceEndpoint || !apiFetch.nonceMiddleware) return false;
  const response = await fetch(apiFetch.nonceEndpoint, { credentials: 'same-origin' });
  if (!response.ok) return false;
  apiFetch.nonceMiddleware.nonce = await response.text();
  return true;
}

async function json<Answer>(response: Response): Promise<Answer> {
  const text = await response.text();
  if (text === '') return undefined as Answer;
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new ApiError('invalid_json', unreadable(response.status), response.status);
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const body = (await response.json().catch(() => null)) as {
    code?: string;
    message?: string;
    data?: { details?: ErrorDetail[] };
  } | null;
  if (!body?.code) return new ApiError('invalid_json', unreadable(response.status), response.status);
  return new ApiError(body.code, body.message ?? body.code, response.status, body.data?.details ?? []);
}

function unreadable(status: number): string {
  return status === 404
    ? __('The shop does not know this address. Is the Finder’s Fee plugin still active?', 'finders-fee')
    : __(
        'The shop answered with something that is not data. Another plugin may print into its answers.',
        'finders-fee',
      );
}
