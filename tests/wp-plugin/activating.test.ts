import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { onARealStore } from './support/on-a-real-store.ts';
import { startPluginStore, type PluginStore, type Visitor } from './support/plugin-store.ts';

/** A process on the command line loads the whole shop: seconds on a busy machine. */
jest.setTimeout(60_000);

onARealStore('activating the plugin', () => {
  let store: PluginStore;
  let owner: Visitor;

  beforeAll(async () => {
    store = await startPluginStore({ activatePlugin: false });
    owner = await store.login(store.admin.user, store.admin.password);
  }, 120_000);
  afterAll(() => store?.stop());

  const activePlugins = (...plugins: string[]) =>
    store.query("UPDATE wp_options SET option_value = ? WHERE option_name = 'active_plugins'", [
      `a:${plugins.length}:{${plugins.map((plugin, index) => `i:${index};s:${plugin.length}:"${plugin}";`).join('')}}`,
    ]);
  const option = () =>
    store.query("SELECT option_value AS value, autoload FROM wp_options WHERE option_name = 'finders_fee'");

  describe('without WooCommerce', () => {
    test('tells what is missing instead of failing, and adds nothing else', async () => {
      await activePlugins('finders-fee/finders-fee.php');
      for (const path of ['/', '/wp-json/']) expect((await store.anonymous.page(path)).status).toBe(200);
      const { status, html } = await owner.page('/wp-admin/plugins.php');
      expect(status).toBe(200);
      expect(html).toContain('Finder&#039;s Fee needs WooCommerce, which is not active.');
      expect(html).not.toContain('page=finders-fee');
      expect((await owner.rest('GET', 'connection')).status).toBe(404);
    });

    test('tells it with an old WooCommerce, WordPress or PHP too', async () => {
      expect(
        await store.php(`
          define( 'WC_VERSION', '9.9.1' );
          $GLOBALS['wp_version'] = '6.8.2';
          return FindersFee\\Requirements::missing();`),
      ).toEqual([
        "Finder's Fee needs WordPress 6.9 or newer. This site has 6.8.2.",
        "Finder's Fee needs WooCommerce 10.0 or newer. This site has 9.9.1.",
      ]);
      const main = await readFile(new URL('../../wp-plugin/finders-fee.php', import.meta.url), 'utf8');
      const first = await readFile(
        new URL('../../wp-plugin/includes/class-requirements.php', import.meta.url),
        'utf8',
      );
      // What decides about PHP has to be readable by any PHP: no types, no short closures, no null coalescing.
      for (const code of [main, first]) expect(code).not.toMatch(/\): \??\w+|fn *\(|\?\?|\bfinal class\b.*:/);
    });
  });

  describe('with WooCommerce', () => {
    test('alone leads to its page once', async () => {
      await activePlugins('woocommerce/woocommerce.php');
      const plugins = await owner.page('/wp-admin/plugins.php');
      const link = /href="(plugins\.php\?action=activate&amp;plugin=finders-fee[^"]+)"/.exec(
        plugins.html,
      )![1]!;
      await owner.page(`/wp-admin/${link.replaceAll('&amp;', '&')}`);
      const first = await owner.page('/wp-admin/');
      expect(first).toMatchObject({
        status: 302,
        location: `${store.url}/wp-admin/admin.php?page=finders-fee`,
      });
      expect((await owner.page('/wp-admin/')).status).toBe(200);
    });

    test('makes the table and one autoloaded option', async () => {
      expect(await option()).toEqual([{ value: expect.stringContaining('0.1.0'), autoload: 'on' }]);
      expect(await store.query("SHOW TABLES LIKE '%finders_fee%'")).toHaveLength(1);
    });

    test('an update without activation makes what is missing', async () => {
      await store.query('DROP TABLE wp_finders_fee_outbox');
      await store.query(
        'UPDATE wp_options SET option_value = \'a:1:{s:7:"version";s:5:"0.0.9";}\' WHERE option_name = \'finders_fee\'',
      );
      await store.anonymous.page('/');
      expect(await store.query("SHOW TABLES LIKE '%finders_fee%'")).toHaveLength(1);
      expect((await option())[0].value).toContain('0.1.0');
    });

    test('declares itself compatible with order tables and block checkout', async () => {
      expect(
        await store.php(`
          $features = Automattic\\WooCommerce\\Utilities\\FeaturesUtil::get_compatible_features_for_plugin( 'finders-fee/finders-fee.php' );
          return array_values( array_intersect( array( 'custom_order_tables', 'cart_checkout_blocks' ), $features['compatible'] ) );`),
      ).toEqual(['custom_order_tables', 'cart_checkout_blocks']);
    });

    test('offers "Open" and says what deleting means on the plugins screen', async () => {
      const { html } = await owner.page('/wp-admin/plugins.php');
      expect(html).toContain(`<a href="${store.url}/wp-admin/admin.php?page=finders-fee">Open</a>`);
      expect(html).toContain('The books stay in the sidecar’s database.');
    });
  });

  test('nothing of this leaves a complaint in PHP’s log', async () => {
    const complaints = (await readFile(store.debugLog, 'utf8').catch(() => '')).split('\n');
    expect(complaints.filter((line) => /plugins\/finders-fee|wp_finders_fee|FindersFee/.test(line))).toEqual(
      [],
    );
  });
});
