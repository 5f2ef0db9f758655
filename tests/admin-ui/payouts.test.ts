import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere, picture, seriousFaults } from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

const id = 'aff_0192f0c1000070008000000000000001';
const notice = 'A refund, or another change, has come since this was proposed';

(chromiumIsHere ? describe : describe.skip)('a payout that a refund has overtaken', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('says so in the list, and offers what is payable now instead of recording it', async () => {
    const shop = busyShop();
    const [paid] = shop.payouts;
    shop.payouts.unshift({
      ...paid!,
      id: 'pay_2',
      amount: '27.00',
      status: 'proposed',
      is_outdated: true,
      paid_at: null,
    });
    const { page, server } = await admin.open(shop, `&tab=affiliates&id=${id}`);
    await page.getByRole('listitem').filter({ hasText: notice }).waitFor();
    await page.getByRole('button', { name: 'Record or cancel it…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pay John Miller' });
    await dialog.getByText(notice).waitFor();
    expect(await dialog.getByRole('button', { name: /record it/ }).count()).toBe(0);
    await picture(page, 'admin/an overtaken payout-wide');
    expect(await seriousFaults(page, '.finders-fee-modal')).toEqual([]);
    await dialog.getByRole('button', { name: 'Propose what is payable now' }).click();
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).waitFor();
    expect(await dialog.getByText(notice).count()).toBe(0);
    expect(server.writes).toEqual(['POST payouts/pay_2/cancel', 'POST payouts']);
    await page.context().close();
  });

  test('says so too when the refund came while it was being looked at', async () => {
    const { page, server } = await admin.open(busyShop(), `&tab=affiliates&id=${id}`);
    await page.getByRole('button', { name: 'Pay €6.50 now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pay John Miller' });
    server.failNext(
      'payouts/pay_9/pay',
      409,
      'conflict',
      'Payout pay_9 proposes 6.50 EUR, but 2.00 EUR is payable now.',
    );
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).click();
    await dialog.getByText(notice).waitFor();
    await dialog.getByRole('button', { name: 'Propose what is payable now' }).click();
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).click();
    await page.getByText('€6.50 to John Miller is recorded as paid.').waitFor();
    await page.context().close();
  });
});
