import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { aShop, expectOk, type Shop } from '../support/a-shop.ts';
import { adminPageFilled, chromiumIsHere, launchChromium, logIn, wide } from '../support/browser.ts';
import { lookAtBothWidths } from '../support/look-at-both-widths.ts';
import { realStoreIsHere } from '../support/store-kinds.ts';

jest.setTimeout(300_000);

(realStoreIsHere && chromiumIsHere ? describe : describe.skip)(
  'the payouts, in a browser on a real store',
  () => {
    let shop: Shop;
    let browser: Browser;
    let page: Page;
    let overtaken: { id: number; line: number };
    beforeAll(async () => {
      shop = await aShop('woocommerce');
      const ann = await shop.affiliateWithCoupon('ann');
      await shop.affiliateWithCoupon('bob');
      const account = { method: 'bank', details: 'DE89 3704 0044 0532 0130 00' };
      expectOk(await shop.owner.put(`affiliates/${ann.affiliateId}`, { payout: account }));
      const product = expectOk(
        await shop.woo.post('products', { name: 'Hoodie', regular_price: '50.00', type: 'simple' }),
      );
      const place = (code: string, quantity: number, currency?: string) =>
        shop.placeOrder({
          status: 'processing',
          set_paid: true,
          billing: { email: 'buyer@example.com' },
          line_items: [{ product_id: product.id, quantity }],
          coupon_lines: [{ code }],
          ...(currency && { currency }),
        });
      await place('ann', 2);
      await place('ann', 1, 'USD');
      const order = await place('bob', 4);
      overtaken = { id: order.id, line: order.line_items[0].id };
      await shop.sync();
      const commissions = expectOk(await shop.owner.get('commissions', {}));
      expect(commissions).toHaveLength(3);
      const ids = commissions.map(({ id: each }: { id: string }) => each);
      expectOk(await shop.owner.post('commissions/bulk', { ids, action: 'approve' }));
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
      await page.goto(`${shop.store.url}/wp-admin/admin.php?page=finders-fee${query}`);
      await adminPageFilled(page);
    };
    const amountsOf = async (status: string) =>
      expectOk(await shop.owner.get('payouts', { status, orderby: 'amount', order: 'asc' })).map(
        (row: { amount: string; currency: string }) => `${row.amount} ${row.currency}`,
      );
    const rowOf = (amount: string) => page.getByRole('row').filter({ hasText: amount });

    test('what is due to everybody is proposed at once, each currency by itself', async () => {
      await open('&tab=payouts');
      await page.getByRole('heading', { name: 'No payout yet' }).waitFor();
      await page.getByRole('button', { name: 'Propose what is due…' }).click();
      const dialog = page.getByRole('dialog', { name: 'Propose what is due' });
      await dialog.getByText('2 affiliates, in ').waitFor();
      await dialog.getByText('1 affiliate, in USD').waitFor();
      await dialog.getByRole('button', { name: 'Propose it' }).click();
      await page.getByText(/^3 payouts proposed, /).waitFor();
      await page.getByText('To send (3)').waitFor();
      await rowOf('Owner of ann').getByText('DE89 3704 0044 0532 0130 00').first().waitFor();
      expect(await amountsOf('proposed')).toHaveLength(3);
      await lookAtBothWidths(page, 'payouts-to-send');
    });

    test('one that a refund overtakes is left out of what is recorded at once', async () => {
      expectOk(
        await shop.woo.post(`orders/${overtaken.id}/refunds`, {
          api_refund: false,
          line_items: [{ id: overtaken.line, quantity: 1, refund_total: 45 }],
        }),
      );
      await shop.sync();
      await open('&tab=payouts');
      await rowOf('Owner of bob').getByText('Outdated: less is payable now').waitFor();
      await page.getByRole('checkbox', { name: 'Select all' }).first().check();
      await page.getByRole('button', { name: 'I have sent it: record', exact: true }).click();
      const dialog = page.getByRole('dialog', { name: 'Record 2 payouts as sent?' });
      await dialog.getByRole('button', { name: 'I have sent them: record' }).click();
      await page.getByText('2 recorded.').first().waitFor();
      await page.getByText('To send (1)').waitFor();
      expect(await amountsOf('paid')).toHaveLength(2);
      await lookAtBothWidths(page, 'payouts-one-left');
    });

    test('which is decided by itself, and is then sent like the others', async () => {
      await page.getByRole('button', { name: /^Record or cancel it…/ }).click();
      const dialog = page.getByRole('dialog', { name: 'Pay Owner of bob' });
      await dialog.getByRole('button', { name: 'Propose what is payable now' }).click();
      await dialog.getByRole('button', { name: /^I have sent .*13\.50: record it$/ }).click();
      await page.getByRole('heading', { name: 'Nothing to send' }).waitFor();
      await page.getByRole('link', { name: 'See what was sent' }).click();
      await rowOf('13.50').waitFor();
      expect(await amountsOf('paid')).toHaveLength(3);
      await lookAtBothWidths(page, 'payouts-sent');
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download CSV' }).click();
      const csv = await readFile(await (await download).path(), 'utf8');
      expect(csv.trim().split('\n')).toHaveLength(4);
      expect(csv).toContain('13.50');
    });
  },
);
