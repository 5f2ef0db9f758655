import { readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  clickCookie,
  clickMetaKey,
  clickPattern,
  defaultSettings,
  linkCodePattern,
} from '@finders-fee/shared';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromiumIsHere, launchChromium } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { storeApi, type StoreApi } from '../support/store-api.ts';
import { buyInBlockCheckout, buyInClassicCheckout } from './support/buyer.ts';
import { onARealStore } from './support/on-a-real-store.ts';
import { startPluginStore, type PluginStore, type Visitor } from './support/plugin-store.ts';
import { startRecordingSidecar, type RecordingSidecar } from './support/recording-sidecar.ts';

/** A process on the command line loads the whole shop: seconds on a busy machine. */
jest.setTimeout(60_000);

const address = '/?wc-ajax=finders_fee_click';
const hour = 3600;
const day = 24 * hour;
const now = () => Date.now() / 1000;

test('the plugin’s patterns and names are those of the contract', async () => {
  const source = await readFile(
    new URL('../../wp-plugin/includes/class-referral-link.php', import.meta.url),
    'utf8',
  );
  const constant = (name: string) => new RegExp(`const ${name}\\s+= '(.*)';`).exec(source)?.[1];
  expect(constant('COOKIE')).toBe(clickCookie);
  expect(constant('META_KEY')).toBe(clickMetaKey);
  expect(constant('CODE_PATTERN')).toBe(`/${linkCodePattern.source}/D`);
  expect(constant('CLICK_PATTERN')).toBe(`/${clickPattern.source}/D`);
  const state = await readFile(new URL('../../wp-plugin/includes/class-state.php', import.meta.url), 'utf8');
  expect(state).toContain(`const LINK_DAYS = ${defaultSettings.link_days};`);
});

onARealStore('referral links', () => {
  let store: PluginStore;
  let sidecar: RecordingSidecar;
  let owner: Visitor;
  let woo: StoreApi;
  let productId: number;

  beforeAll(async () => {
    [store, sidecar] = await Promise.all([startPluginStore(), startRecordingSidecar()]);
    owner = await store.login(store.admin.user, store.admin.password);
    woo = storeApi(store, 'wc/v3');
    productId = (await woo.post('products', { name: 'Teapot', regular_price: '50' })).data.id;
    await store.php(
      `return wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_name' => 'classic', 'post_title' => 'Classic', 'post_content' => '[woocommerce_checkout]' ) );`,
    );
  }, 120_000);
  afterAll(async () => {
    await Promise.all([store?.stop(), sidecar?.stop()]);
  });

  const connect = () => owner.rest('POST', 'connection', { connection_code: sidecar.code() });
  const hearLinkDays = async (link_days: number) => {
    sidecar.answerWith(() => ({ body: JSON.stringify({ link_days }) }));
    await owner.rest('PUT', 'settings', { link_days });
    sidecar.answerWith(undefined);
  };
  const mustUse = async (file: string) =>
    store.addMustUsePlugin(file, (await readFile(join(import.meta.dirname, 'php', file), 'utf8')).slice(5));
  const dropMustUse = (file: string) => rm(join(store.wordpressDir, 'wp-content/mu-plugins', file));
  const html = async (path: string, cookie = '') =>
    (await store.anonymous.fetch(path, { Cookie: cookie })).text();
  /** Our script's tag with what is in it; null where there is none. */
  const tag = async (path: string, cookie = '') =>
    /<script[^>]*finders_fee_click.*?<\/script>/s.exec(await html(path, cookie))?.[0] ?? null;
  const post = (body: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(store.url + address, { method: 'POST', body: new URLSearchParams(body), headers });
  const clickOf = async (orderId: number): Promise<string | undefined> =>
    (await woo.get(`orders/${orderId}`)).data.meta_data.find(
      ({ key }: { key: string }) => key === clickMetaKey,
    )?.value;

  test('without a connection there is no script, no cookie, and nothing on an order', async () => {
    expect(await tag('/')).toBeNull();
    expect((await post({ code: 'abcd2345' })).headers.getSetCookie()).toEqual([]);
    const cookie = `${clickCookie}=abcd2345.1788000000`;
    const { orderId } = await buyInBlockCheckout(store.url, {
      productId,
      email: 'early@example.test',
      cookie,
    });
    expect(await clickOf(orderId)).toBeUndefined();
    await connect();
  });

  describe('the script', () => {
    test('is on every page of the shop once, with its tag in less than a kilobyte, and on none of wp-admin’s', async () => {
      for (const path of ['/', '/product/teapot/', '/cart/', '/classic/', '/my-account/', '/nothing-here/']) {
        expect([path, (await html(path)).match(/data-url="[^"]*finders_fee_click"/g)]).toEqual([
          path,
          [`data-url="${address}"`],
        ]);
      }
      expect(await tag('/')).toContain('data-days="30"');
      expect(Buffer.byteLength((await tag('/'))!)).toBeLessThan(1024);
      for (const path of ['/wp-admin/', '/wp-login.php'])
        expect((await owner.page(path)).html).not.toContain(clickCookie);
    });

    test('says nothing of the visitor: who came by a link gets the page byte for byte like everybody else', async () => {
      for (const path of ['/', '/my-account/', '/nothing-here/']) {
        expect(await html(path, `${clickCookie}=abcd2345.1788000000`)).toBe(await html(path));
      }
    });

    test('says for how many days, as soon as the setting is heard, and is gone while links are off', async () => {
      await hearLinkDays(45);
      expect(await tag('/')).toContain('data-days="45"');
      expect((await post({ code: 'abcd2345' })).headers.getSetCookie()[0]).toContain(`Max-Age=${45 * day};`);
      await hearLinkDays(0);
      expect(await tag('/')).toBeNull();
      expect((await post({ code: 'abcd2345' })).headers.getSetCookie()).toEqual([]);
      const cookie = `${clickCookie}=abcd2345.${Math.floor(now())}`;
      const { orderId } = await buyInBlockCheckout(store.url, {
        productId,
        email: 'off@example.test',
        cookie,
      });
      expect(await clickOf(orderId)).toBeUndefined();
      await hearLinkDays(30);
      expect(await tag('/')).toContain('data-days="30"');
    });

    test('is not printed where the shop allows no order to be attributed', async () => {
      await store.addMustUsePlugin(
        'no-tracking.php',
        `add_filter( 'wc_order_attribution_allow_tracking', '__return_false' );`,
      );
      expect(await tag('/')).toBeNull();
      await dropMustUse('no-tracking.php');
      expect(await tag('/')).not.toBeNull();
    });
  });

  describe('the address that makes the cookie durable', () => {
    test('answers 204 with the cookie and nothing else: no session, no cache, no query of ours', async () => {
      await mustUse('query-log.php');
      const response = await post({ code: 'abcd2345' }, { Origin: store.url });
      await dropMustUse('query-log.php');
      const log = join(store.wordpressDir, 'wp-content/mu-plugins/queries.log');
      const costs = JSON.parse((await readFile(log, 'utf8')).trim().split('\n').at(-1)!);
      await rm(log);
      expect(costs).toMatchObject({ request: `POST ${address}`, ours: [], http: [] });
      expect([response.status, await response.text()]).toEqual([204, '']);
      expect(response.headers.get('cache-control')).toBe('no-store');
      const [cookie, ...others] = response.headers.getSetCookie();
      expect(others).toEqual([]);
      const [, seconds, attributes] =
        /^finders_fee_click=abcd2345\.(\d{10}); expires=[^;]+; (.*)$/.exec(cookie!) ?? [];
      expect(Math.abs(Number(seconds) - now())).toBeLessThan(60);
      expect(attributes).toBe(`Max-Age=${30 * day}; path=/; SameSite=Lax`);
    });

    test.each([
      ['no code', {}],
      ['nothing', { code: '' }],
      ['a word', { code: 'facebook' }],
      ['capitals', { code: 'ABCD2345' }],
      ['a code and more', { code: 'abcd23456' }],
      ['a code and a line feed', { code: 'abcd2345\n' }],
      ['a header', { code: 'abcd2345\r\nSet-Cookie: x=1' }],
      ['a list', { 'code[]': 'abcd2345' }],
    ])('refuses %s', async (_name, body) => {
      const response = await post(body);
      expect([response.status, response.headers.getSetCookie()]).toEqual([400, []]);
      expect(await response.json()).toMatchObject({ code: 'invalid_link_code' });
    });

    test('refuses a page of another site, which could else put the cookie there without anybody coming to the shop', async () => {
      for (const origin of ['https://elsewhere.example', 'null']) {
        const response = await post({ code: 'abcd2345' }, { Origin: origin });
        expect([origin, response.status, response.headers.getSetCookie()]).toEqual([origin, 403, []]);
      }
      const read = await store.anonymous.fetch(`${address}&code=abcd2345`);
      expect([read.status, read.headers.getSetCookie()]).toEqual([400, []]);
    });
  });

  describe('an order', () => {
    const click = `abcd2345.${Math.floor(now()) - hour}`;
    const buy = {
      'the classic checkout': (cookie: string) =>
        buyInClassicCheckout(store.url, {
          productId,
          email: 'classic@example.test',
          checkoutPath: '/classic/',
          cookie,
        }),
      'the block checkout': (cookie: string) =>
        buyInBlockCheckout(store.url, { productId, email: 'block@example.test', cookie }),
    };

    describe.each(Object.keys(buy) as (keyof typeof buy)[])('of %s', (checkout) => {
      test('carries the link that was followed last', async () => {
        const { orderId } = await buy[checkout](`${clickCookie}=${click}`);
        expect(await clickOf(orderId)).toBe(click);
      });

      test.each([
        '',
        'abcd2345',
        'facebook.1788000000',
        `${click}0`,
        '%3Cscript%3E',
        'abcd2345.1788000000%0A',
      ])('carries nothing when the cookie holds "%s"', async (malformed) => {
        const { orderId } = await buy[checkout](`${clickCookie}=${malformed}`);
        expect(await clickOf(orderId)).toBeUndefined();
      });
    });

    test('that the shop itself made carries nothing, also when its buyer pays with a link in the browser', async () => {
      const cookie = `${clickCookie}=${click}`;
      const made = await woo.post('orders', {
        status: 'pending',
        billing: { email: 'phone@example.test', first_name: 'Ada', last_name: 'Buyer', country: 'DE' },
        line_items: [{ product_id: productId, quantity: 1 }],
      });
      const { id, order_key: key, billing } = made.data;
      const token = (await store.anonymous.fetch('/wp-json/wc/store/v1/cart')).headers.get('cart-token')!;
      const paid = await fetch(`${store.url}/wp-json/wc/store/v1/checkout/${id}`, {
        method: 'POST',
        headers: { 'Cart-Token': token, 'Content-Type': 'application/json', Cookie: cookie },
        body: JSON.stringify({
          key,
          billing_email: billing.email,
          billing_address: {
            ...billing,
            address_1: 'Am Hafen 2',
            city: 'Hamburg',
            postcode: '20457',
            phone: '040123456',
          },
          payment_method: 'cod',
        }),
      });
      expect([paid.status, (await woo.get(`orders/${id}`)).data.status]).toEqual([200, 'processing']);
      expect(await clickOf(id)).toBeUndefined();
    });
  });

  (chromiumIsHere ? describe : describe.skip)('in a browser', () => {
    let browser: Browser;
    let visitor: BrowserContext;
    let page: Page;
    let posts: string[];
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser?.close());
    beforeEach(async () => {
      visitor = await browser.newContext();
      page = await visitor.newPage();
      posts = [];
      page.on('request', (request) => {
        if (request.url().includes('finders_fee_click')) posts.push(request.postData() ?? '');
      });
    });
    afterEach(() => visitor.close());

    const cookie = async () => (await visitor.cookies()).find(({ name }) => name === clickCookie);
    const codeKept = async () => (await cookie())?.value.split('.')[0];
    /** Opens a page by its address and waits until the server has said its word about the link in it. */
    const follow = async (path: string) => {
      const answered = page.waitForResponse((response) => response.url().includes('finders_fee_click'));
      await page.goto(store.url + path);
      expect((await answered).status()).toBe(204);
    };

    test('a link is kept for as many days as the setting says, and the address stays as it is', async () => {
      await follow('/product/teapot/?color=red&ref=abcd2345#top');
      expect(page.url()).toBe(`${store.url}/product/teapot/?color=red&ref=abcd2345#top`);
      const kept = await cookie();
      expect(kept).toMatchObject({ path: '/', sameSite: 'Lax', secure: false, httpOnly: false });
      expect(kept!.value).toMatch(clickPattern);
      expect(Math.abs(kept!.expires - now() - 30 * day)).toBeLessThan(hour);
      expect((await visitor.cookies()).map(({ name }) => name)).not.toContainEqual(
        expect.stringMatching(/^wp_woocommerce_session/),
      );
    });

    test('it is kept as well when the server cannot be asked', async () => {
      await page.route('**/*finders_fee_click*', (route) => route.abort());
      await page.goto(`${store.url}/?ref=abcd2345`);
      const kept = await cookie();
      expect(kept).toMatchObject({ path: '/', sameSite: 'Lax', value: expect.stringMatching(clickPattern) });
      expect(Math.abs(kept!.expires - now() - 30 * day)).toBeLessThan(hour);
    });

    test('the last link wins, and pages without one change nothing', async () => {
      await follow('/?ref=abcd2345');
      await follow('/product/teapot/?ref=wxyz6789');
      await page.goto(`${store.url}/`);
      expect([await codeKept(), posts]).toEqual(['wxyz6789', ['code=abcd2345', 'code=wxyz6789']]);
    });

    test('another site’s ref leaves no trace', async () => {
      for (const query of ['ref=facebook', 'ref=ABCD2345', 'ref=', 'ref=abcd23456', 'referrer=abcd2345']) {
        await page.goto(`${store.url}/?${query}`);
        expect([query, await cookie(), posts]).toEqual([query, undefined, []]);
      }
    });

    test('a page that a cache keeps works for whoever is given it', async () => {
      const cached = await html('/?ref=abcd2345');
      await page.route('**/?ref=wxyz6789', (route) =>
        route.fulfill({ contentType: 'text/html', body: cached }),
      );
      await follow('/?ref=wxyz6789');
      expect(await codeKept()).toBe('wxyz6789');
    });

    test.each([
      ['a hidden frame', (code: string) => `<iframe hidden src="${store.url}/?ref=${code}"></iframe>`],
      [
        'a form that nobody sees sent',
        (code: string) =>
          `<form method="post" action="${store.url}${address}"><input name="code" value="${code}"></form><script>document.forms[0].submit()</script>`,
      ],
    ])('%s on another site keeps nothing', async (_name, body) => {
      const site = createServer((_request, response) =>
        response.setHeader('Content-Type', 'text/html').end(body('abcd2345')),
      );
      await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
      const answered = page.waitForResponse((response) => response.url().endsWith(address));
      try {
        // To a browser another site than 127.0.0.1, where the store is.
        await page.goto(`http://localhost:${(site.address() as AddressInfo).port}/`);
        await answered;
      } finally {
        site.close();
        site.closeAllConnections();
      }
      expect(await cookie()).toBeUndefined();
    });

    test('what the browser keeps is what the order carries', async () => {
      await follow('/?ref=abcd2345');
      const { value } = (await cookie())!;
      const { orderId } = await buyInBlockCheckout(store.url, {
        productId,
        email: 'browser@example.test',
        cookie: `${clickCookie}=${value}`,
      });
      expect(await clickOf(orderId)).toBe(value);
    });

    describe('where visitors are asked for consent', () => {
      beforeAll(() => mustUse('consent-api.php'));
      afterAll(() => dropMustUse('consent-api.php'));
      const consent = (category: string, value: string) =>
        page.evaluate(`wp_set_consent(${JSON.stringify(category)}, ${JSON.stringify(value)})`);

      test('the script is the same for who consented and who did not', async () => {
        const [unasked, consented] = [await tag('/'), await tag('/', 'wp_consent_marketing=allow')];
        expect(unasked).toContain('data-consent="marketing"');
        expect(consented).toBe(unasked);
      });

      test('nothing is kept before consent to marketing is given, and nothing after it is withdrawn', async () => {
        await page.goto(`${store.url}/?ref=abcd2345`);
        await consent('statistics', 'allow');
        expect([await cookie(), posts]).toEqual([undefined, []]);
        await consent('marketing', 'allow');
        await eventually('the link is kept', async () => (await codeKept()) === 'abcd2345');
        expect(posts).toEqual(['code=abcd2345']);
        await consent('marketing', 'deny');
        expect(await cookie()).toBeUndefined();
      });

      test('a link followed after consent is kept at once', async () => {
        await visitor.addCookies([{ name: 'wp_consent_marketing', value: 'allow', url: store.url }]);
        await follow('/?ref=abcd2345');
        expect([await codeKept(), posts]).toEqual(['abcd2345', ['code=abcd2345']]);
      });

      test('a banner that first finds out where the visitor is, is waited for', async () => {
        await visitor.addCookies([{ name: 'wp_consent_marketing', value: 'allow', url: store.url }]);
        await page.addInitScript('window.waitfor_consent_hook = true');
        await page.goto(`${store.url}/?ref=abcd2345`);
        expect([await cookie(), posts]).toEqual([undefined, []]);
        await page.evaluate(() => document.dispatchEvent(new Event('wp_consent_type_defined')));
        await eventually('the link is kept', async () => (await codeKept()) === 'abcd2345');
      });
    });
  });

  test('the shop is offered a paragraph for its privacy policy that names the cookie and its days', async () => {
    const { html: guide } = await owner.page('/wp-admin/options-privacy.php?tab=policyguide');
    expect(guide).toContain('<code>finders_fee_click</code>');
    expect(guide).toContain('for 30 days');
  });

  test('disconnected, the shop’s pages carry nothing of it any more, and its orders what they were placed with', async () => {
    const click = `abcd2345.${Math.floor(now())}`;
    const { orderId } = await buyInBlockCheckout(store.url, {
      productId,
      email: 'last@example.test',
      cookie: `${clickCookie}=${click}`,
    });
    await owner.rest('DELETE', 'connection');
    expect(await html('/')).not.toContain('finders_fee');
    expect((await post({ code: 'abcd2345' })).headers.getSetCookie()).toEqual([]);
    expect(await clickOf(orderId)).toBe(click);
  });

  test('nothing of this leaves a complaint in PHP’s log', async () => {
    const complaints = (await readFile(store.debugLog, 'utf8').catch(() => '')).split('\n');
    expect(complaints.filter((line) => /plugins\/finders-fee|finders_fee|FindersFee/.test(line))).toEqual([]);
  });
});
