import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { onARealStore } from './support/on-a-real-store.ts';
import { startPluginStore, type PluginStore, type Visitor } from './support/plugin-store.ts';
import { startRecordingSidecar, type RecordingSidecar } from './support/recording-sidecar.ts';

/** A process on the command line loads the whole shop: seconds on a busy machine. */
jest.setTimeout(60_000);

const adminPage = '/wp-admin/admin.php?page=finders-fee';
const bundle = (name: string, dependencies: string) =>
  `<?php return array('dependencies' => array(${dependencies}), 'version' => '${name}-1');`;

onARealStore('the plugin’s pages', () => {
  let store: PluginStore;
  let sidecar: RecordingSidecar;
  let owner: Visitor;
  let customer: Visitor;

  beforeAll(async () => {
    [store, sidecar] = await Promise.all([startPluginStore(), startRecordingSidecar()]);
    owner = await store.login(store.admin.user, store.admin.password);
    await store.php(`
      wc_create_new_customer( 'ada@example.test', 'ada', 'secret' );
      return wp_insert_post( array( 'post_type' => 'page', 'post_status' => 'publish', 'post_name' => 'partners', 'post_title' => 'Partners', 'post_content' => '[finders_fee_account]' ) );`);
    customer = await store.login('ada', 'secret');
    await placeBuild();
    // WooCommerce learns the address of the My Account tab at its next start.
    await owner.page('/wp-admin/');
  }, 120_000);
  afterAll(async () => {
    await Promise.all([store?.stop(), sidecar?.stop()]);
  });

  /** The bundles' names as the build gives them; their content is tested elsewhere. */
  async function placeBuild(): Promise<void> {
    const build = join(store.wordpressDir, 'wp-content/plugins/finders-fee/build');
    await rm(build, { recursive: true, force: true });
    await mkdir(build);
    const files = {
      'admin.asset.php': bundle('admin', `'wp-api-fetch', 'wp-i18n'`),
      'account.asset.php': bundle('account', `'wp-i18n'`),
      'order.asset.php': bundle('order', `'wp-api-fetch', 'wp-i18n'`),
      'chunks.php': `<?php return array('lists' => 'lists.js?ver=1', 'start' => 'start.js?ver=1');`,
      'account-early.js': 'window.early = 1;',
      'link.js': 'window.link = 1;',
      ...Object.fromEntries(
        ['admin.js', 'account.js', 'order.js', 'style-admin.css', 'style-account.css', 'style-order.css'].map(
          (name) => [name, '/* */'],
        ),
      ),
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(build, name), content);
  }

  describe('Marketing › Finder’s Fee', () => {
    test('is there for who manages WooCommerce, and for nobody else', async () => {
      expect((await owner.page('/wp-admin/')).html).toContain('admin.php?page=finders-fee');
      expect((await customer.page(adminPage)).status).not.toBe(200);
      expect((await store.anonymous.page(adminPage)).status).toBe(302);
    });

    test('shows its heading and asks for no figures while there is no connection', async () => {
      const { html } = await owner.page(adminPage);
      expect(html).toContain('<h1>Finder’s Fee</h1>');
      expect(config(html)).toMatchObject({
        connected: false,
        currency: 'EUR',
        timeZone: 'Europe/Berlin',
        namespace: 'wc-finders-fee/v1',
      });
      expect(html).not.toContain('preload = {');
      expect(html).toContain('start.js?ver=1');
      expect(html).not.toContain('finders-fee-tabs');
    });

    test('connected, shows tabs and sentence at once and has the first answer on its way', async () => {
      await owner.rest('POST', 'connection', { connection_code: sidecar.code() });
      const { html } = await owner.page(adminPage);
      expect(config(html)).toMatchObject({
        connected: true,
        locale: 'en-US',
        storeUrl: `${store.url}/`,
        orderUrl: `${store.url}/wp-admin/admin.php?page=wc-orders&action=edit&id=%d`,
        orderStatuses: { processing: 'Processing' },
      });
      expect(html).toMatch(
        /<a class="nav-tab nav-tab-active" aria-current="page" href="[^"]+page=finders-fee">Overview<\/a>/,
      );
      expect(html).toContain('What your affiliates’ coupons and links sold');
      expect(html).toContain(`fetch( "${store.url}/wp-json/wc-finders-fee/v1/overview"`);
      expect(html).toContain('class="finders-fee-watchdog" role="status" hidden');
      expect((await owner.page(`${adminPage}&tab=coupons`)).html).toMatch(
        /nav-tab-active" aria-current="page" href="[^"]+tab=coupons">Coupons/,
      );
      const commissions = (await owner.page(`${adminPage}&tab=commissions`)).html;
      expect(commissions).toContain('v1/redemptions?page=1&per_page=20&orderby=placed_at&order=desc"');
      expect(commissions).toContain('lists.js?ver=1');
      expect((await owner.page(`${adminPage}&tab=commissions&search=x`)).html).not.toContain('preload = {');
    });

    test('hides the tabs about coupons as soon as it hears that they earn nothing, until it hears otherwise', async () => {
      const hear = async (coupon_commissions_enabled: boolean) => {
        sidecar.answerWith(() => ({ body: JSON.stringify({ coupon_commissions_enabled }) }));
        await owner.rest('PUT', 'settings', { coupon_commissions_enabled });
        sidecar.answerWith(undefined);
        return (await owner.page(adminPage)).html;
      };
      const off = await hear(false);
      expect(config(off)).toMatchObject({ couponCommissions: false });
      expect(off).not.toContain('tab=coupons"');
      expect(off).toContain('tab=affiliates"');
      const on = await hear(true);
      expect(config(on)).toMatchObject({ couponCommissions: true });
      expect(on).toContain('tab=coupons"');
    });

    test('prints what other plugins name as text, and never as markup', async () => {
      const name = `</script><script>alert(1)</script><img src=x onerror=alert(1)>`;
      await store.addMustUsePlugin(
        'hostile.php',
        `add_filter( 'wc_order_statuses', function ( $all ) { return $all + array( 'wc-"><script>' => '${name}' ); } );
         add_filter( 'woocommerce_currency', function () { return '${name}'; } );`,
      );
      const { html } = await owner.page(`${adminPage}&tab=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E`);
      await store.addMustUsePlugin('hostile.php', '');
      expect(html).toContain('window.findersFee = ');
      const ours = html.slice(html.indexOf('window.findersFee = '));
      expect(ours.slice(0, ours.indexOf('</script>'))).toContain('u003Cscript');
      const shell = html.slice(html.indexOf('<div class="wrap finders-fee">'));
      expect(shell.slice(0, shell.indexOf('</noscript>'))).not.toMatch(/alert\(1\)|onerror/);
    });

    test('carries no secret', async () => {
      const { html } = await owner.page(adminPage);
      const made = JSON.parse(sidecar.requests.find(({ path }) => path === '/v1/connection')!.body);
      for (const secret of ['token_secret', 'webhook_secret', 'consumer_secret', 'consumer_key'])
        expect(html).not.toContain(made[secret]);
    });
  });

  describe('WooCommerce’s screen of an order', () => {
    let orderId: number;
    beforeAll(async () => {
      orderId = Number(
        await store.php('$order = wc_create_order(); $order->save(); return $order->get_id();'),
      );
    });
    const screen = () => owner.page(`/wp-admin/admin.php?page=wc-orders&action=edit&id=${orderId}`);

    test('has a box that waits for nobody: the script fills it when the screen stands', async () => {
      sidecar.take();
      const { html } = await screen();
      expect(html).toContain(
        `<div id="finders-fee-order" class="finders-fee" data-order="${orderId}"></div>`,
      );
      expect(html.match(/finders-fee\/build\/order\.js/g)).toHaveLength(1);
      expect(config(html)).toMatchObject({ connected: true, namespace: 'wc-finders-fee/v1' });
      expect(sidecar.take()).toEqual([]);
    });

    test('has none for an order that is only being created', async () => {
      const { html } = await owner.page('/wp-admin/admin.php?page=wc-orders&action=new');
      expect(html).not.toContain('finders-fee-order');
    });
  });

  describe.each(['/partners/', '/my-account/finders-fee/'])('the affiliate’s page at %s', (path) => {
    test('is a shell with addresses and no data', async () => {
      const { status, html } = await customer.page(path);
      expect(status).toBe(200);
      const shell = /<div class="finders-fee-account".*?<\/div>/s.exec(html)![0];
      expect(shell).toContain(`data-rest-url="${store.url}/wp-json/wc-finders-fee/v1/"`);
      expect(shell).toContain(`data-nonce-url="${store.url}/wp-admin/admin-ajax.php?action=rest-nonce"`);
      expect(html.match(/window\.early = 1;/g)).toHaveLength(1);
      expect(html.indexOf('window.early = 1;')).toBeLessThan(html.indexOf("rel='stylesheet'"));
      expect(shell).not.toMatch(/ada|nonce=|[^\w]\d+\.\d\d/);
      expect(html.match(/finders-fee\/build\/account\.js/g)).toHaveLength(1);
      expect(html.slice(0, html.indexOf('</head>'))).toContain('style-account.css');
      expect(html).not.toContain('createNonceMiddleware');
      expect(sidecar.requests.filter(({ path: asked }) => asked.startsWith('/v1/me'))).toEqual([]);
    });
  });

  describe('the first answer of the affiliate’s page', () => {
    const path = '/?wc-ajax=finders_fee_account';

    test('brings a nonce and what the sidecar says of this visitor, stored by no cache and read by no other site', async () => {
      sidecar.take();
      sidecar.answerWith(() => ({ body: '{"name":"Ada"}' }));
      const response = await customer.fetch(path, { Origin: 'https://elsewhere.example' });
      sidecar.answerWith(undefined);
      const answer = (await response.json()) as { nonce: string; status: number; me: unknown };
      expect(answer).toEqual({
        nonce: expect.stringMatching(/^[0-9a-f]{10}$/),
        status: 200,
        me: { name: 'Ada' },
      });
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      const [asked] = sidecar.take();
      expect(asked).toMatchObject({ method: 'GET', path: '/v1/me' });
      const [, claims = ''] = asked!.headers.authorization!.split('.');
      expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ role: 'affiliate' });
    });

    test('asks nothing for somebody who is not logged in', async () => {
      sidecar.take();
      const response = await store.anonymous.fetch(path);
      expect(await response.json()).toEqual({ nonce: '', status: 401, me: null });
      expect(sidecar.take()).toEqual([]);
    });

    test('passes a refusal on with its status and code', async () => {
      sidecar.answerWith(() => ({ status: 404, body: '{"code":"not_an_affiliate"}' }));
      const answer = await (await customer.fetch(path)).json();
      sidecar.answerWith(undefined);
      expect(answer).toMatchObject({ status: 404, me: { code: 'not_an_affiliate' } });
    });
  });

  test('the shell is the same for everybody, so a cache may keep it', async () => {
    const shell = async (visitor: Visitor) =>
      /<div class="finders-fee-account".*?<\/div>/s.exec((await visitor.page('/partners/')).html)![0];
    expect(await shell(store.anonymous)).toBe(await shell(customer));
  });

  test('My Account has the tab before "Log out"', async () => {
    const { html } = await customer.page('/my-account/');
    expect(html).toMatch(/my-account\/finders-fee\/"[^>]*>\s*Affiliate\s*<.*customer-logout/s);
  });

  test('pages that are not ours get nothing from us; those of the shop the script of referral links alone', async () => {
    for (const path of ['/', '/shop/', '/cart/', '/checkout/']) {
      const { html } = await store.anonymous.page(path);
      const [link = '', ...more] = html.match(/<script[^>]*>\s*window\.link = 1;\s*<\/script>/g) ?? [];
      expect([path, more]).toEqual([path, []]);
      expect(html.replace(link, '')).not.toMatch(/finders.?fee/i);
    }
    for (const path of [
      '/wp-admin/',
      '/wp-admin/edit.php?post_type=shop_coupon',
      '/wp-admin/admin.php?page=wc-orders',
    ]) {
      expect((await owner.page(path)).html).not.toMatch(/finders-fee\/build|window\.findersFee/);
    }
  });

  test('nothing of this leaves a complaint in PHP’s log', async () => {
    const complaints = (await readFile(store.debugLog, 'utf8').catch(() => '')).split('\n');
    expect(complaints.filter((line) => /plugins\/finders-fee|wp_finders_fee|FindersFee/.test(line))).toEqual(
      [],
    );
  });
});

function config(html: string): Record<string, unknown> {
  return JSON.parse(/window\.findersFee = (\{.*?\});/s.exec(html)![1]!) as Record<string, unknown>;
}
