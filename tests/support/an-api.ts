import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createApp } from '@finders-fee/sidecar/app';
import { createServices } from '@finders-fee/sidecar/assemble';
import { readConfig } from '@finders-fee/sidecar/config';
import { writeStoreConnection, type StoreConnection } from '@finders-fee/sidecar/database/store-connection';
import { routes } from '@finders-fee/sidecar/http/routes';
import type { Services } from '@finders-fee/sidecar/services';
import { aToken } from './a-token.ts';
import { freshDatabase } from './database.ts';

export interface ApiAnswer {
  status: number;
  headers: Headers;
  /** Each test says what it expects of an answer. */
  body: any;
}

export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<ApiAnswer>;

/** A sidecar's HTTP door in this process, on a database of its own, with a connected store that nobody runs. */
export interface Api {
  url: string;
  services: Services;
  store: StoreConnection;
  /** Calls below `/v1` with a fresh token of the owner; a good answer is held against the route's own schema. */
  owner: Call;
  /** The same as a WordPress user who is no owner. */
  as(userId: number): Call;
  /** The owner's request with these very bytes, which need not be JSON. */
  ownerSends(method: string, path: string, body?: string): Promise<ApiAnswer>;
  /** A request exactly as given. */
  send(method: string, path: string, body?: string, headers?: Record<string, string>): Promise<ApiAnswer>;
  stop(): Promise<void>;
}

export async function anApi(
  options: {
    facts?: Partial<StoreConnection['facts']>;
    clock?: () => Date;
    connected?: boolean;
    /** Where the store's REST API answers, for tests that need one. */
    restUrl?: string;
  } = {},
): Promise<Api> {
  const database = await freshDatabase();
  const config = readConfig({
    DATABASE_URL: database.url,
    FINDERS_FEE_KEY: randomBytes(32).toString('hex'),
    LOG_LEVEL: 'silent',
  });
  const services = createServices(config, options.clock ? { clock: options.clock } : {});
  const store = aStoreConnection(options.facts);
  if (options.restUrl !== undefined) store.restUrl = options.restUrl;
  const seconds = () => Math.floor(services.clock().getTime() / 1000);
  if (options.connected !== false) await writeStoreConnection(services.database.db, store, config.key);
  const server = createApp(services).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const send: Api['send'] = async (method, path, body, headers = {}) => {
    const answer = await fetch(url + path, { method, headers, ...(body === undefined ? {} : { body }) });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: answer.headers.get('content-type')?.startsWith('text/csv')
        ? text
        : text === ''
          ? undefined
          : JSON.parse(text),
    };
  };
  const callAs =
    (userId: number, role: 'owner' | 'affiliate'): Call =>
    async (method, path, given, more = {}) => {
      const body = given === undefined ? undefined : JSON.stringify(given);
      const request = { method, path: `/v1${path}`, body: body ?? '', userId, role };
      const token = await aToken(store, request, { iat: seconds(), exp: seconds() + 60 });
      const type = body === undefined ? {} : { 'Content-Type': 'application/json' };
      const answer = await send(method, `/v1${path}`, body, {
        Authorization: `Bearer ${token}`,
        ...type,
        ...more,
      });
      if (answer.status < 300 && typeof answer.body !== 'string')
        answerSchemaOf(method, path)?.parse(answer.body);
      return answer;
    };
  return {
    url,
    services,
    store,
    owner: callAs(1, 'owner'),
    as: (userId) => callAs(userId, 'affiliate'),
    ownerSends: async (method, path, body) => {
      const request = { method, path: `/v1${path}`, body: body ?? '' };
      const token = await aToken(store, request, { iat: seconds(), exp: seconds() + 60 });
      const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
      return send(method, `/v1${path}`, body, headers);
    },
    send,
    stop: async () => {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      await services.database.close();
      await database.close();
    },
  };
}

function aStoreConnection(facts: Partial<StoreConnection['facts']> = {}): StoreConnection {
  return {
    storeUrl: 'https://shop.example.com',
    restUrl: 'https://shop.example.com/wp-json/',
    webhookSource: 'https://shop.example.com/',
    consumerKey: `ck_${randomBytes(20).toString('hex')}`,
    consumerSecret: `cs_${randomBytes(20).toString('hex')}`,
    webhookSecret: randomBytes(32).toString('hex'),
    previousWebhookSecret: null,
    tokenSecret: randomBytes(32).toString('hex'),
    facts: {
      currency: 'EUR',
      price_decimals: 2,
      time_zone: 'Europe/Berlin',
      wordpress_version: '7.1.0',
      woocommerce_version: '11.0.1',
      plugin_version: '0.1.0',
      hpos: true,
      now: '2026-11-03T12:00:00Z',
      pulse_url: null,
      outbox_pending: 0,
      webhooks: [],
      ...facts,
    },
    factsAt: new Date(),
    connectedAt: new Date(),
  };
}

/** Strict schemas: a field too many fails the test. */
function answerSchemaOf(method: string, path: string) {
  const [bare = ''] = path.split('?');
  const matches = ({ path: pattern }: { path: string }) =>
    new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(bare);
  return routes.find((route) => route.method === method && matches(route))?.answer;
}

/** The fields that a refusal names. */
export function fieldsOf({ body }: ApiAnswer): string[] {
  return (body as { data: { details: { field: string }[] } }).data.details.map(({ field }) => field);
}
