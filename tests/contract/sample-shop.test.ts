import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { startSampleStore, type SampleStore } from '../../demo/store/sample/start-sample-store.ts';
import {
  chromiumIsHere,
  launchChromium,
  narrow,
  picture,
  seriousFaults,
  sidewaysOverflow,
  wide,
} from '../support/browser.ts';
import { storeApi } from '../support/store-api.ts';
import { expectOk } from './store-under-test.ts';

jest.setTimeout(60_000);

const bundlesAreBuilt = existsSync(
  fileURLToPath(new URL('../../demo/store/sample/assets/admin.js', import.meta.url)),
);
if (!chromiumIsHere)
  console.warn(
    'SKIPPED the sample shop in a browser: there is no Chromium. Install it with apt-get install chromium',
  );
if (!bundlesAreBuilt)
  console.warn(
    'SKIPPED the pages in the sample store: build them with npm run build:standalone -w @finders-fee/admin-ui',
  );

(chromiumIsHere ? describe : describe.skip)('the sample store in a browser', () => {
  let store: SampleStore;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [store, browser] = [
      await startSampleStore({ taxPercent: 20, shippingCost: '10.00' }),
      await launchChromium(),
    ];
    store.addUser({ email: 'ann@example.com', password: 'secret', firstName: 'Ann', lastName: 'Archer' });
    expectOk(
      await storeApi(store, 'wc/v3').post('coupons', {
        code: 'john10',
        discount_type: 'percent',
        amount: '10',
      }),
    );
    page = await (await browser.newContext({ viewport: narrow })).newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await store?.stop();
  });

  const look = async (name: string) => {
    await picture(page, `sample-${name}`);
    expect([name, await seriousFaults(page, 'body'), await sidewaysOverflow(page)]).toEqual([name, [], 0]);
  };
  const logIn = async (name: string, password: string) => {
    await page.getByLabel('User name or e-mail').fill(name);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Log in' }).click();
  };

  test('a guest buys with a coupon on a phone', async () => {
    await page.goto(store.url);
    await look('shop');
    await page.getByRole('button', { name: 'Add to cart: Hoodie' }).click();
    await page.getByLabel('Coupon code').fill('nobody');
    await page.getByRole('button', { name: 'Apply coupon' }).click();
    expect(await page.getByRole('alert').textContent()).toContain('does not exist');
    await page.getByLabel('Coupon code').fill('JOHN10');
    await page.getByRole('button', { name: 'Apply coupon' }).click();
    await look('cart');
    await page.getByRole('link', { name: 'Proceed to checkout' }).click();
    await page.getByLabel('E-mail').fill('guest@example.com');
    await page.getByLabel('First name').fill('Gus');
    await page.getByLabel('Last name').fill('Guest');
    await look('checkout');
    await page.getByRole('button', { name: 'Place order' }).click();
    await look('received');
    const id = Number(await page.locator('#order-number').textContent());
    expect(expectOk(await storeApi(store, 'wc/v3').get(`orders/${id}`))).toMatchObject({
      status: 'processing',
      customer_id: 0,
      created_via: 'checkout',
      total: '66.00',
      billing: { email: 'guest@example.com' },
      coupon_lines: [{ code: 'john10', discount: '5' }],
    });
  });

  test('a customer’s page asks them to log in first, and leads nowhere else', async () => {
    await page.goto(`${store.url}/my-account/finders-fee/`);
    await look('login');
    await logIn('ann@example.com', 'wrong');
    expect(await page.getByRole('alert').textContent()).toBe('The name or the password is not right.');
    await logIn('ann@example.com', 'secret');
    expect(new URL(page.url()).pathname).toBe('/my-account/finders-fee/');
    await page.goto(`${store.url}/wp-admin/admin.php?page=wc-orders`);
    expect(await page.textContent('h1')).toBe('Sorry, you are not allowed to access this page.');
  });

  test('the owner refunds a piece, takes it back, and empties and fills the trash', async () => {
    await page.setViewportSize(wide);
    await page.goto(`${store.url}/wp-login.php?action=logout`);
    await page.goto(`${store.url}/wp-admin/admin.php?page=wc-orders`);
    await logIn('admin', 'password');
    await look('orders');
    const [order] = expectOk(await storeApi(store, 'wc/v3').get('orders', { per_page: 1 }));
    const now = async () => expectOk(await storeApi(store, 'wc/v3').get(`orders/${order.id}`));
    await page.getByRole('link', { name: `#${order.id}` }).click();
    await page.getByRole('button', { name: 'Refund one piece' }).click();
    await look('order');
    expect((await now()).refunds).toMatchObject([{ total: '-54.00', total_tax: '-9.00' }]);
    await page.getByRole('button', { name: 'Delete refund' }).click();
    expect((await now()).refunds).toEqual([]);
    await page.getByLabel('Status').selectOption('cancelled');
    await page.getByRole('button', { name: 'Set status' }).click();
    expect((await now()).status).toBe('cancelled');
    await page.getByRole('button', { name: 'Move to trash' }).click();
    expect((await now()).status).toBe('trash');
    await page.getByRole('button', { name: 'Restore from trash' }).click();
    expect((await now()).status).toBe('cancelled');
  });

  (bundlesAreBuilt ? test : test.skip)('the admin page starts without WordPress around it', async () => {
    const failures: string[] = [];
    page.on('pageerror', (error) => failures.push(error.message));
    await page.goto(`${store.url}/wp-admin/admin.php?page=finders-fee`);
    await page.getByLabel('Connection code').waitFor();
    await look('admin');
    expect(failures).toEqual([]);
  });

  (bundlesAreBuilt ? test : test.skip)('the account page starts without WordPress around it', async () => {
    await page.setViewportSize(narrow);
    await page.goto(`${store.url}/my-account/finders-fee/`);
    await page.locator('.finders-fee-account').getByText('Your sales are safe').first().waitFor();
    await look('account');
  });
});
