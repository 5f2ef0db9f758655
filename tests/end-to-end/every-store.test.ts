import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { adminPageFilled, chromiumIsHere, launchChromium, logIn, wide } from '../support/browser.ts';
import { eventually } from '../support/eventually.ts';
import { realStoreIsHere } from '../support/store-kinds.ts';

jest.setTimeout(240_000);

/** The oldest WordPress that WooCommerce 11 runs on. */
const oldestWordPress =
  process.env['FINDERS_FEE_OLDEST_WORDPRESS'] ?? join(homedir(), '.cache', 'finders-fee', 'wordpress-6.9');
const oldestIsHere = existsSync(join(oldestWordPress, 'wp-includes', 'version.php'));
if (!oldestIsHere) {
  console.warn(
    `SKIPPED on WordPress 6.9: unpack it into ${oldestWordPress}, or name its folder in FINDERS_FEE_OLDEST_WORDPRESS`,
  );
}

const stores = [
  { name: 'far east of UTC', options: { timeZone: 'Asia/Singapore' }, here: true },
  {
    name: 'west of UTC, with orders kept as posts',
    options: { timeZone: 'America/St_Johns', hpos: false },
    here: true,
  },
  { name: 'on WordPress 6.9.7', options: { wordpressDir: oldestWordPress }, here: oldestIsHere },
].filter((store) => store.here);

(realStoreIsHere ? describe : describe.skip).each(stores)('a real store $name', ({ options }) => {
  const inShop = async (environment: Record<string, string>, live: (shop: Shop) => Promise<void>) => {
    const shop = await aShop('woocommerce', { store: options, environment });
    try {
      await live(shop);
    } finally {
      await shop.stop();
    }
  };

  test('tells its orders by webhook, has them read by the poller, and shows the page', async () => {
    await inShop({ POLL_SECONDS: '0' }, async (shop) => {
      await shop.affiliateWithCoupon('anywhere');
      const product = expectOk(
        await shop.woo.post('products', { name: 'Cup', regular_price: '50.00', type: 'simple' }),
      );
      const buy = () =>
        shop.placeOrder({
          status: 'processing',
          set_paid: true,
          line_items: [{ product_id: product.id, quantity: 2 }],
          coupon_lines: [{ code: 'anywhere' }],
        });
      const amountOf = async (id: number) => (await shop.commissionsOf(id))[0]?.amount;

      const told = await buy();
      await eventually('the webhook’s order has earned', async () => (await amountOf(told.id)) === '9.00');
      const refund = {
        amount: '45.00',
        api_refund: false,
        line_items: [{ id: told.line_items[0].id, quantity: 1, refund_total: 45 }],
      };
      const { id: refundId } = expectOk(await shop.woo.post(`orders/${told.id}/refunds`, refund));
      await eventually('the refund is followed', async () => (await amountOf(told.id)) === '4.50');
      expectOk(await shop.woo.delete(`orders/${told.id}/refunds/${refundId}`, { force: true }));
      await eventually('the deleted refund is followed', async () => (await amountOf(told.id)) === '9.00');
      expectOk(await shop.woo.delete(`orders/${told.id}`));
      await eventually('the trash is followed', async () => (await amountOf(told.id)) === '0.00');

      shop.wire.mode = 'lose';
      const unheard = await buy();
      await shop.sync();
      expect(await amountOf(unheard.id)).toBe('9.00');
      expectOk(await shop.woo.delete(`orders/${unheard.id}`, { force: true }));
      await shop.sync();
      expect(await amountOf(unheard.id)).toBe('0.00');

      if (chromiumIsHere) await expectPageToShow(shop);
    });
  });
});

async function expectPageToShow(shop: Shop): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await (await browser.newContext({ viewport: wide })).newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    await logIn(page, shop.store, 'admin', 'password');
    for (const tab of ['overview', 'commissions', 'settings']) {
      await page.goto(`${shop.store.url}/wp-admin/admin.php?page=finders-fee&tab=${tab}`);
      await adminPageFilled(page);
    }
    await page.goto(`${shop.store.url}/wp-admin/admin.php?page=finders-fee&tab=commissions`);
    await page.getByText('anywhere').first().waitFor();
    expect(faults).toEqual([]);
  } finally {
    await browser.close();
  }
}
