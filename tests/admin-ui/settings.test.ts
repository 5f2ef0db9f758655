import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere } from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

(chromiumIsHere ? describe : describe.skip)('the Settings tab', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('says what each way with several coupons leads to, and keeps the choice', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=settings');
    const choice = page.getByRole('group', { name: 'Coupons of several affiliates on one order' });
    expect(await choice.getByLabel('The coupon applied last earns').isChecked()).toBe(true);
    await choice.getByText('A customer who adds a second code moves the commission to it.').waitFor();
    await choice.getByLabel('They share one commission').check();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The settings are saved.').waitFor();
    expect(server.shop.settings.multiple_coupons).toBe('split');
    await page.context().close();
  });

  test('hides the tabs about coupons while their commissions are off, and says how to bring them back (S1-02)', async () => {
    const { page } = await admin.open(busyShop(), '&tab=settings');
    const coupons = page.locator('.finders-fee-tabs').getByRole('link', { name: 'Coupons' });
    const tick = page.getByLabel('Orders with an affiliate’s coupon earn commission');
    await tick.uncheck();
    await page.getByText('switch it on and save to bring them back').waitFor();
    await page.getByRole('button', { name: 'Save' }).click();
    await coupons.waitFor({ state: 'detached' });
    await page.goto(page.url().replace('tab=settings', 'tab=coupons'));
    await page.getByText('Commissions for coupons are switched off, so this tab is hidden.').waitFor();
    expect(await coupons.count()).toBe(0);
    await page.getByRole('link', { name: 'Switch them on in the settings to bring it back' }).click();
    await tick.check();
    await page.getByRole('button', { name: 'Save' }).click();
    await coupons.waitFor();
    await page.context().close();
  });
});
