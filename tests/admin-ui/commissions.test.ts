import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere } from '../support/browser.ts';
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
    expect(receipt).toContain('mia Mia Wong Nothing: another code on the order earns');
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
});
