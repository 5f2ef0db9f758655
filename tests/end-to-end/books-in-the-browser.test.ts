import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import {
  adminPageFilled,
  chromiumIsHere,
  launchChromium,
  logIn,
  picture,
  seriousFaults,
  wide,
} from '../support/browser.ts';
import { lookAtBothWidths } from '../support/look-at-both-widths.ts';
import { eventually } from '../support/eventually.ts';
import { realStoreIsHere } from '../support/store-kinds.ts';

jest.setTimeout(300_000);

const pageUrl = '/wp-admin/admin.php?page=finders-fee';
/** The very file of the row S1-14, with the owner's coupon in it. */
const sampleFile = `Coupon, sales amount, order ID, date
books,100, order123,2026-09-07
books,200, order 456,2026-09-08
nobodys,50, order789,2026-09-09
`;

(realStoreIsHere && chromiumIsHere ? describe : describe.skip)(
  'the books, in a browser on a real store',
  () => {
    let shop: Shop;
    let browser: Browser;
    let page: Page;
    let affiliateId: string;
    let orderId: number;
    beforeAll(async () => {
      shop = await aShop('woocommerce');
      const { affiliateId: id } = await shop.affiliateWithCoupon('books');
      affiliateId = id;
      expectOk(await shop.owner.put(`affiliates/${affiliateId}`, { email: 'books@example.com' }));
      const product = expectOk(
        await shop.woo.post('products', { name: 'Hoodie', regular_price: '50.00', type: 'simple' }),
      );
      const place = (email: string) =>
        shop.placeOrder({
          status: 'processing',
          set_paid: true,
          billing: { email },
          line_items: [{ product_id: product.id, quantity: 2 }],
          coupon_lines: [{ code: 'books' }],
        });
      orderId = (await place('ann@example.com')).id;
      await place('books@example.com');
      await shop.sync();
      browser = await launchChromium();
      page = await (await browser.newContext({ viewport: wide, acceptDownloads: true })).newPage();
      page.setDefaultTimeout(30_000);
      await logIn(page, shop.store, 'admin', 'password');
    });
    afterAll(async () => {
      await browser?.close();
      await shop?.stop();
    });

    const open = async (query: string) => {
      await page.goto(`${shop.store.url}${pageUrl}${query}`);
      await adminPageFilled(page);
    };
    test('WooCommerce’s screen of an order says who earned what on it, and why', async () => {
      await page.goto(`${shop.store.url}/wp-admin/admin.php?page=wc-orders&action=edit&id=${orderId}`);
      const box = page.locator('#finders-fee-order');
      await box.getByText('books · Owner of books').waitFor();
      await box.getByText('9.00').first().waitFor();
      await picture(page, 'books-order-screen');
      expect(await seriousFaults(page, '#finders-fee-order')).toEqual([]);
    });

    test('what was held is waiting for the owner, who approves it', async () => {
      const approved = async () => expectOk(await shop.owner.get('commissions', { status: 'approved' }));
      expect(await approved()).toEqual([]);
      await open('');
      await page
        .getByRole('link', { name: /waiting|review|held/i })
        .first()
        .waitFor();
      await open('&tab=commissions');
      await page.getByRole('link', { name: 'Waiting for you' }).click();
      await adminPageFilled(page);
      await lookAtBothWidths(page, 'books-review');
      await page.getByRole('button', { name: /^Approve Order/ }).click();
      await eventually('the commission is approved', async () => (await approved()).length === 1);
    });

    test('a file of offline sales is tried, imported and undone', async () => {
      await open('&tab=offline-sales');
      await page
        .getByRole('button', { name: 'Import CSV' })
        .or(page.getByRole('link', { name: 'Import CSV' }))
        .first()
        .click();
      await page.locator('input[type=file]').setInputFiles({
        name: 'sales.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(sampleFile),
      });
      await page
        .getByText(/nobodys|line 4|coupon/i)
        .first()
        .waitFor();
      await page.getByRole('button', { name: /^Import 2/ }).waitFor();
      await lookAtBothWidths(page, 'books-dry-run');
      expect(expectOk(await shop.owner.get('offline-sales'))).toEqual([]);
      await page.getByRole('button', { name: /^Import 2/ }).click();
      await page
        .getByText(/2 .*(imported|recorded)/i)
        .first()
        .waitFor();
      const sales = expectOk(await shop.owner.get('offline-sales', { orderby: 'sold_on', order: 'asc' }));
      expect(sales.map((sale: any) => [sale.order_reference, sale.commission])).toEqual([
        ['order123', '10.00'],
        ['order 456', '20.00'],
      ]);
      const again = expectOk(await shop.owner.post(`offline-sales/batches/${sales[0].batch_id}/undo`));
      expect(again.status).toBe('undone');
    });

    test('a report says the same on the screen and in its file', async () => {
      await open('&tab=reports');
      await lookAtBothWidths(page, 'books-reports');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('button', { name: 'Download CSV' })
          .or(page.getByRole('link', { name: 'Download CSV' }))
          .first()
          .click(),
      ]);
      const csv = await readFile((await download.path()) ?? '', 'utf8');
      expect(csv).toContain('commission');
      const tiles = await page.locator('#finders-fee-admin').innerText();
      expect(tiles).toContain('18.00');
      expect(csv).toContain('18.00');
    });

    test('an affiliate has a page of their own with balance, books and notes', async () => {
      await open(`&tab=affiliates&id=${affiliateId}`);
      await page.getByRole('heading', { name: 'Notes' }).waitFor();
      await page.getByLabel('New note').fill('Met at the fair');
      await page.getByRole('button', { name: 'Add note' }).click();
      await page.getByText('Met at the fair').first().waitFor();
      await lookAtBothWidths(page, 'books-affiliate');
    });
  },
);
