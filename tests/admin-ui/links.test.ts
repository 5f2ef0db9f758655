import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere } from '../support/browser.ts';
import { lookAtBothWidths } from '../support/look-at-both-widths.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

const john = '&tab=affiliates&id=aff_0192f0c1000070008000000000000001';
const link = 'https://shop.example/?ref=k7m2qd9x';

(chromiumIsHere ? describe : describe.skip)('referral links and codes on the admin page', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  describe('Commissions', () => {
    test('says of each row whether a coupon, a link or a referral code brought the order', async () => {
      const { page } = await admin.open(busyShop(), '&tab=commissions');
      const row = async (number: number) => {
        const text = await page.getByRole('row', { name: new RegExp(`Order #${number}`) }).innerText();
        return text.replace(/[\s·]+/g, ' ');
      };
      expect(await row(1042)).toMatch(/john10 John Miller .* Coupon $/);
      expect(await row(1032)).toMatch(/Referral link John Miller .* Referral link $/);
      expect(await row(1030)).toMatch(/Referral code john10 John Miller .* Referral code $/);
      expect(await row(1040)).toContain('Nothing: the link was followed too long before the order');
      await lookAtBothWidths(page, 'links/commissions');
      await page.context().close();
    });

    test('narrowed to links keeps the orders to which a link led in vain', async () => {
      const { page } = await admin.open(busyShop(), '&tab=commissions');
      const asked = page.waitForRequest(/\/redemptions\?.*channel=link/);
      await page.getByRole('button', { name: 'Add filter' }).click();
      await page.getByRole('menuitem', { name: 'Channel' }).click();
      await page.getByRole('option', { name: 'Referral link' }).waitFor();
      const choices = await page.getByRole('option').filter({ hasText: /[a-z]/ }).allInnerTexts();
      expect(choices).toEqual(['Coupon', 'Referral link', 'Referral code', 'Offline sale']);
      await page.getByRole('option', { name: 'Referral link' }).click();
      await asked;
      await page.getByText('Order #1032').waitFor();
      await page.getByText('Nothing: the link was followed too long before the order').waitFor();
      expect(await page.getByText('Order #1042', { exact: true }).count()).toBe(0);
      await page.context().close();
    });

    test('an order’s panel says through what the affiliate earned', async () => {
      const { page } = await admin.open(busyShop(), '&tab=commissions&id=1032');
      const panel = page.getByRole('dialog', { name: 'Order #1032' });
      await panel.getByText('Referral link · John Miller').waitFor();
      await lookAtBothWidths(page, 'links/an order through a link');
      await page.context().close();
    });
  });

  describe('the box on WooCommerce’s order', () => {
    test.each([
      [1042, 'john10 · John Miller'],
      [1032, 'Referral link · John Miller'],
      [1030, 'Referral code john10 · John Miller'],
    ])('says for order %s: %s', async (number, words) => {
      const { page, server } = await admin.open(busyShop());
      await page.goto(`${server.url}/wp-admin/order/${number}`);
      await page.getByRole('heading', { name: words }).waitFor();
      await page.getByText('Nothing: another coupon or link on the order earns').waitFor();
      await lookAtBothWidths(page, `links/order box ${number}`, '#finders-fee-order');
      await page.context().close();
    });

    test('says why a link earned nothing, and whose it is', async () => {
      const { page, server } = await admin.open(busyShop());
      await page.goto(`${server.url}/wp-admin/order/1040`);
      await page.getByRole('heading', { name: 'Why nobody earns with this order' }).waitFor();
      const refused = await page.locator('.finders-fee-refused').innerText();
      expect(refused.replace(/\s+/g, ' ')).toBe(
        'Referral link · John Miller Nothing: the link was followed too long before the order',
      );
      await lookAtBothWidths(page, 'links/order box refused', '#finders-fee-order');
      await page.context().close();
    });

    test('says that nobody earns where neither a coupon nor a link is', async () => {
      const { page, server } = await admin.open({ ...busyShop(), redemptions: [] });
      await page.route(/orders.7.attribution/, (route) =>
        route.fulfill({
          json: {
            order_id: 7,
            multiple_coupons: 'last',
            order_number: '7',
            order_status: 'processing',
            winners: [],
            refused: [],
            reasons: ['no_coupon'],
          },
        }),
      );
      await page.goto(`${server.url}/wp-admin/order/7`);
      await page.getByText('carries no coupon and came through no affiliate’s link').waitFor();
      await page.context().close();
    });
  });

  describe('an affiliate’s page', () => {
    test('shows the link, and one press copies it and says so', async () => {
      const { page } = await admin.open(busyShop(), john);
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await page.getByText(link, { exact: true }).waitFor();
      await page.getByText('They have no login to see it with, so send it to them.').waitFor();
      await page.getByRole('button', { name: 'Copy the referral link' }).press('Enter');
      await page.getByText('Copied.').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
      await lookAtBothWidths(page, 'links/an affiliate');
      await page.context().close();
    });

    test('says where links are switched on while they are off', async () => {
      const shop = busyShop();
      shop.affiliates.forEach((affiliate) => (affiliate.link = null));
      const { page } = await admin.open(shop, john);
      await page.getByText('Referral links are off.').waitFor();
      expect(await page.getByRole('button', { name: 'Copy the referral link' }).count()).toBe(0);
      await page.getByRole('link', { name: 'Switch them on in the settings' }).click();
      await page.getByRole('heading', { name: 'Referral links' }).waitFor();
      await page.context().close();
    });

    test('somebody without a coupon earns through the link, and a suspension stops that too', async () => {
      const shop = busyShop();
      shop.affiliates.forEach((affiliate) => (affiliate.coupons = []));
      const { page } = await admin.open(shop, john);
      await page.getByText('No coupon yet. They earn through their referral link.').waitFor();
      await page.getByRole('button', { name: 'Suspend' }).click();
      await page
        .getByRole('dialog')
        .getByText('Whoever follows the referral link still comes to your shop, and it earns nothing.')
        .waitFor();
      await page.context().close();
    });
  });

  describe('Settings', () => {
    test('say what the days of a link mean, and what 0 switches off', async () => {
      const { page, server } = await admin.open(busyShop(), '&tab=settings');
      const days = page.getByLabel('A followed link counts for');
      expect(await days.inputValue()).toBe('30');
      await page.getByText('earns for the affiliate whose link was followed last').waitFor();
      await days.fill('400');
      await page.getByText('Type whole days from 0 to 365.').waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      expect(server.writes).toEqual([]);
      await days.fill('0');
      await page.getByText('Off: affiliates see no link').waitFor();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The settings are saved.').waitFor();
      expect(server.shop.settings.link_days).toBe(0);
      await page.context().close();
    });

    test('say when a permanent referral code earns, and offer it only where customers get one', async () => {
      const { page, server } = await admin.open(busyShop(), '&tab=settings');
      const pays = page.getByLabel('Permanent referral code also earns');
      const mode = page.getByLabel('A customer’s referral code');
      await page.getByText('comes back without a coupon or a referral link earns nobody').waitFor();
      await pays.check();
      await page.getByText('has neither an affiliate’s coupon nor a referral link that earns').waitFor();
      await lookAtBothWidths(page, 'links/settings');
      await mode.selectOption('Off');
      await page.getByText('Not while referral codes are off').waitFor();
      expect([await pays.isDisabled(), await pays.isChecked()]).toEqual([true, false]);
      await lookAtBothWidths(page, 'links/settings off');
      await mode.selectOption('The coupon of their first paid order');
      await pays.check();
      await page.getByRole('button', { name: 'Save' }).click();
      await page.getByText('The settings are saved.').waitFor();
      expect(server.shop.settings.pay_permanent_code).toBe(true);
      await mode.selectOption('Off');
      await mode.selectOption('The coupon of their first paid order');
      expect(await pays.isChecked()).toBe(true);
      await page.context().close();
    });
  });

  test('a report by channel names each', async () => {
    const { page } = await admin.open(busyShop(), '&tab=reports&group_by=channel');
    const names = await page.locator('.finders-fee-report tbody th').allInnerTexts();
    expect(names).toEqual(['Coupon', 'Referral link', 'Referral code', 'Offline sale']);
    await page.context().close();
  });
});
