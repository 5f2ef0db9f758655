import { createHmac, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { storeKinds } from '../support/store-kinds.ts';
import { startStoreUnderTest, type StoreUnderTest } from './store-under-test.ts';

jest.setTimeout(60_000);

describe.each(storeKinds)('keys of the %s store over plain http', (kind) => {
  let store: StoreUnderTest;
  beforeAll(async () => {
    store = await startStoreUnderTest(kind);
  });
  afterAll(() => store?.stop());

  const signed = (more: Record<string, string> = {}, secret = store.consumerSecret) => {
    const parameters: Record<string, string> = {
      oauth_consumer_key: store.consumerKey,
      oauth_nonce: randomBytes(8).toString('hex'),
      oauth_signature_method: 'HMAC-SHA256',
      oauth_timestamp: String(Math.floor(Date.now() / 1000)),
      ...more,
    };
    const query = Object.keys(parameters)
      .sort()
      .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(parameters[name]!)}`)
      .join('&');
    const base = ['GET', `${store.url}/wp-json/wc/v3/orders`, query].map(encodeURIComponent).join('&');
    const signature = createHmac('sha256', `${secret}&`).update(base).digest('base64');
    return `${store.url}/wp-json/wc/v3/orders?${query}&oauth_signature=${encodeURIComponent(signature)}`;
  };
  const answer = async (url: string, init?: RequestInit) => {
    const response = await fetch(url, init);
    return [response.status, ((await response.json()) as { code?: string; message?: string }).code];
  };

  test('a right signature is let in', async () => {
    expect((await fetch(signed())).status).toBe(200);
  });

  test('a signature covers the parameters', async () => {
    expect((await answer(signed({ status: 'any' })))[0]).toBe(200);
    expect(await answer(`${signed()}&status=any`)).toEqual([401, 'woocommerce_rest_authentication_error']);
  });

  test.each([
    ['a wrong secret', () => signed({}, 'cs_wrong')],
    ['an unknown key', () => signed({ oauth_consumer_key: 'ck_unknown' })],
    ['an old timestamp', () => signed({ oauth_timestamp: '1' })],
  ])('%s is refused', async (_name, url) => {
    expect(await answer(url())).toEqual([401, 'woocommerce_rest_authentication_error']);
  });

  test('a nonce works once', async () => {
    const url = signed();
    expect((await fetch(url)).status).toBe(200);
    expect(await answer(url)).toEqual([401, 'woocommerce_rest_authentication_error']);
  });

  test('no key, and Basic authentication without TLS, are nobody', async () => {
    const url = `${store.url}/wp-json/wc/v3/orders`;
    const Authorization = `Basic ${Buffer.from(`${store.consumerKey}:${store.consumerSecret}`).toString('base64')}`;
    expect(await answer(url)).toEqual([401, 'woocommerce_rest_cannot_view']);
    expect(await answer(url, { headers: { Authorization } })).toEqual([401, 'woocommerce_rest_cannot_view']);
  });

  test('an address that is none is rest_no_route', async () => {
    const { status, data } = await store.woo.get('nonsense');
    expect([status, data.code]).toEqual([404, 'rest_no_route']);
  });
});
