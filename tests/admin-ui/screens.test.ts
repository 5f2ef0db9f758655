import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere } from '../support/browser.ts';
import { lookAtBothWidths } from '../support/look-at-both-widths.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop, newShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);
if (!chromiumIsHere) console.warn('SKIPPED in a browser: install chromium, or name one in CHROMIUM');

const screens: [string, string][] = [
  ['overview', ''],
  ['commissions', '&tab=commissions'],
  ['an order', '&tab=commissions&id=1041'],
  ['commissions to review', '&tab=commissions&status=held'],
  ['a held order', '&tab=commissions&id=1039'],
  ['offline commissions', '&tab=commissions&channel=offline'],
  ['an offline commission', '&tab=commissions&channel=offline&id=com_off1'],
  ['affiliates', '&tab=affiliates'],
  ['a new affiliate', '&tab=affiliates&id=new'],
  ['an affiliate', '&tab=affiliates&id=aff_0192f0c1000070008000000000000001'],
  ['coupons', '&tab=coupons'],
  ['a coupon', '&tab=coupons&id=11'],
  ['a coupon with a rate', '&tab=coupons&id=23'],
  ['a new coupon', '&tab=coupons&id=new'],
  ['offline sales', '&tab=offline-sales'],
  ['a new offline sale', '&tab=offline-sales&id=new'],
  ['an import', '&tab=offline-sales&id=import'],
  ['customers', '&tab=customers'],
  ['a customer', '&tab=customers&id=cus_0'],
  ['a report by day', '&tab=reports'],
  ['a report by affiliate', '&tab=reports&group_by=affiliate'],
  ['a report without sales', '&tab=reports&coupon_code=unsold'],
  ['nothing to send', '&tab=payouts'],
  ['payouts', '&tab=payouts&status='],
  ['a payout', '&tab=payouts&id=pay_1'],
  ['programs', '&tab=programs'],
  ['a new program', '&tab=programs&id=new'],
  ['a program', '&tab=programs&id=prg_0192f0c1000070008000000000000002'],
  ['settings', '&tab=settings'],
];

(chromiumIsHere ? describe : describe.skip)('every screen of the admin page', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test.each(screens)(
    '%s has no serious fault, does not scroll sideways and keeps its tabs’ words, wide and narrow',
    async (screen, address) => {
      const { page, crashes } = await admin.open(busyShop(), address);
      await lookAtBothWidths(page, `admin/${screen}`);
      const words = await page.locator('.finders-fee-tabs a').allInnerTexts();
      expect(words).toEqual([
        'Overview',
        'Commissions',
        'Affiliates',
        'Coupons',
        'Offline sales',
        'Customers',
        'Reports',
        'Payouts',
        'Programs',
        'Settings',
      ]);
      expect(crashes).toEqual([]);
      await page.context().close();
    },
  );

  test('the way to a connection has no serious fault either', async () => {
    const { page } = await admin.open(newShop());
    await lookAtBothWidths(page, 'admin/connect');
    expect(await page.locator('.finders-fee-tabs').count()).toBe(0);
    await page.context().close();
  });

  test.each(['commissions', 'affiliates', 'offline-sales', 'customers', 'payouts', 'programs'])(
    '%s says, while it is empty, what will appear there',
    async (tab) => {
      const { page } = await admin.open({ ...newShop(), connected: true }, `&tab=${tab}`);
      const words = await page.locator('.finders-fee-nothing').innerText();
      expect(words).toMatch(/^No .* yet/);
      expect(words.length).toBeGreaterThan(80);
      await page.context().close();
    },
  );

  test('says what still stands when the sidecar is away, and goes on when it is back', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=settings');
    server.isAway = true;
    await page.getByRole('link', { name: 'Commissions' }).click();
    await page.getByText('Your shop is not affected').waitFor();
    server.isAway = false;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Order #1042').waitFor();
    await page.context().close();
  });
});
