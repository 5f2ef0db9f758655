import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { chromiumIsHere, picture, seriousFaults } from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

(chromiumIsHere ? describe : describe.skip)('the Commissions tab', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('gives every coupon order a row that says why, also when it earned nothing', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions');
    await page.getByText('9.00 less 4.50: 1 of 2 pieces refunded').first().waitFor();
    await page
      .getByText('Nothing: the coupon belonged to nobody when the order was placed')
      .first()
      .waitFor();
    await page.context().close();
  });

  test('opens a row’s receipt by the keyboard, keeps the list, and gives the focus back', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions');
    const row = page.getByText('Order #1042', { exact: true }).first();
    await row.press('Enter');
    const panel = page.getByRole('dialog', { name: 'Order #1042' });
    await panel.getByText('Commission', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('id')).toBe('1042');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Order #1042');
    const receipt = (await panel.innerText()).replace(/\s+/g, ' ');
    expect(receipt).toContain(
      'Hoodie, 2 × 50.00 €100.00 Discount john10 −€10.00 Refunded on 5 Nov 2026, 1 piece −€45.00',
    );
    expect(receipt).toContain(
      'Base €90.00 10 % of 90.00 (program Podcast, since 1 Oct 2026) €9.00 Commission €9.00',
    );
    expect(receipt).toContain('3 Nov 2026 earned +€13.50 5 Nov 2026 adjusted −€4.50');
    expect(receipt).toContain('Payable from 3 Dec 2026');
    expect(receipt).toContain('mia · Mia Wong Nothing: another coupon or link on the order earns');
    await page.keyboard.press('Escape');
    await panel.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('Order #1042');
    await page.context().close();
  });

  test('filters and searches on the server, with the state in the address, and back undoes it', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions&status=none');
    await page.getByText('Order #1040').waitFor();
    expect(await page.getByText('Order #1042', { exact: true }).count()).toBe(0);
    await page.getByRole('searchbox').fill('1037');
    await page.waitForURL(/search=1037/);
    await page.getByText('Order #1040').waitFor({ state: 'detached' });
    await page.reload();
    await page.getByText('Order #1037').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('1037');
    await page.getByRole('link', { name: 'Coupons' }).click();
    await page.getByText('summer').waitFor();
    await page.goBack();
    await page.getByText('Order #1037').waitFor();
    expect(page.url()).toContain('status=none');
    await page.context().close();
  });

  test('turns pages on the server', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions');
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.waitForURL(/paged=2/);
    await page.getByText('Order #1022', { exact: true }).waitFor();
    expect(await page.getByText('Order #1042', { exact: true }).count()).toBe(0);
    await page.context().close();
  });

  test('approves many at once and says which could not be, and why', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=commissions');
    await rowBox(page, '#1042').check();
    await rowBox(page, '#1041').check();
    await rowBox(page, '#1039').check();
    await picture(page, 'admin/commissions selected-wide');
    await page.getByRole('button', { name: 'Approve', exact: true }).click();
    const sentence =
      '2 approved. 1 could not: Order #1041 is part of a payout that is proposed; cancel that payout before you approve it.';
    await page.getByText(sentence).first().waitFor();
    expect(server.writes).toEqual(['POST commissions/bulk']);
    expect(server.bodies).toEqual([
      { ids: expect.arrayContaining(['com_0', 'com_1', 'com_3']), action: 'approve' },
    ]);
    await page
      .getByRole('row', { name: /Order #1042/ })
      .getByText('Approved')
      .waitFor();
    await page.context().close();
  });

  test('lists what waits with its reason, and rejects with a reason asked once', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=commissions');
    await page.getByRole('link', { name: 'Waiting for you (2)' }).click();
    await page.getByText('Held: the buyer looks like the affiliate').waitFor();
    expect(new URL(page.url()).searchParams.get('status')).toBe('held');
    await rowBox(page, '#1039').check();
    await rowBox(page, '#1038').check();
    await page.getByRole('button', { name: 'Reject…', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Reject 2 commissions' });
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await dialog.getByText('Say why').waitFor();
    expect(server.writes).toEqual([]);
    await dialog.getByLabel('Why').fill('Bought for themselves');
    expect(await seriousFaults(page, '.finders-fee-modal')).toEqual([]);
    await picture(page, 'admin/a rejection-wide');
    await dialog.getByRole('button', { name: 'Reject' }).click();
    await page.getByText('2 rejected.').waitFor();
    expect(server.bodies).toMatchObject([{ action: 'reject', note: 'Bought for themselves' }]);
    await page.getByText('Nothing waits for you.').waitFor();
    await page.getByText('Waiting for you', { exact: true }).waitFor();
    await page.context().close();
  });

  test('offers no decision about what does not wait, while the list of what waits is on its way', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions');
    let letThrough = (): void => {};
    const held = new Promise<void>((resolve) => (letThrough = resolve));
    await page.route(
      /commissions\?.*status=held.*per_page=20|commissions\?.*per_page=20.*status=held/,
      async (route) => {
        await held;
        await route.continue();
      },
    );
    await page.getByRole('link', { name: 'Waiting for you (2)' }).click();
    await page.locator('[aria-current=page]', { hasText: 'Waiting for you (2)' }).waitFor();
    await page.locator('.finders-fee-list[aria-busy=true]').waitFor();
    await page.getByText('Order #1042', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Approve Order #1042' }).count()).toBe(0);
    letThrough();
    await page.getByRole('button', { name: 'Approve Order #1039' }).waitFor();
    await page.locator('.finders-fee-list[aria-busy=false]').waitFor();
    expect(await page.getByRole('button', { name: /^Approve Order/ }).count()).toBe(2);
    await page.context().close();
  });

  test('decides about one in its panel, and the row follows', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=commissions&id=1039');
    const panel = page.getByRole('dialog', { name: 'Order #1039' });
    await panel.getByText('Held: the buyer looks like the affiliate').waitFor();
    await panel.getByRole('button', { name: 'Approve' }).press('Enter');
    await panel.getByText('Approved', { exact: true }).waitFor();
    expect(await panel.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    await page
      .getByRole('row', { name: /Order #1039/ })
      .getByText('Approved')
      .waitFor();
    expect(server.writes).toEqual(['POST commissions/com_3/approve']);
    await page.context().close();
  });

  test('says in the panel why a commission cannot be changed', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions&id=1041');
    const panel = page.getByRole('dialog', { name: 'Order #1041' });
    await panel.getByRole('button', { name: 'Hold for review' }).click();
    await panel.getByText('is part of a payout that is proposed').waitFor();
    await page.context().close();
  });

  test('shows what sales outside the shop earned, which are on no order', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions');
    await page.getByRole('link', { name: 'Outside the shop' }).click();
    await page.getByRole('row').getByText('Offline sale', { exact: true }).first().press('Enter');
    const panel = page.getByRole('dialog', { name: 'Offline sale' });
    await panel.getByText('Commission', { exact: true }).waitFor();
    expect(new URL(page.url()).searchParams.get('id')).toBe('com_off0');
    await page.context().close();
  });

  test('downloads exactly what is filtered, all pages of it', async () => {
    const { page } = await admin.open(busyShop(), '&tab=commissions&status=approved&search=john&paged=1');
    const asked = page.waitForRequest(/format=csv/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const address = new URL((await asked).url());
    expect(address.pathname).toBe('/wp-json/wc-finders-fee/v1/commissions');
    const query = Object.fromEntries(address.searchParams);
    expect(query).toMatchObject({ status: 'approved', search: 'john', format: 'csv' });
    expect(query).not.toHaveProperty('per_page');
    expect(download.suggestedFilename()).toMatch(/^commissions-\d{4}-\d\d-\d\d\.csv$/);
    await page.context().close();
  });

  test('the overview says how many wait, and leads to them', async () => {
    const { page } = await admin.open(busyShop());
    await page.getByRole('link', { name: '2 commissions to review' }).click();
    await page.waitForURL(/tab=commissions&status=held/);
    await page.getByText('Order #1039').waitFor();
    await page.context().close();
  });
});

function rowBox(page: Page, number: string): Locator {
  return page.getByRole('row', { name: new RegExp(`Order ${number}`) }).getByRole('checkbox');
}
