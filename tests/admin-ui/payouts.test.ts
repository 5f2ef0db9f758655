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

  /** The dialog of a proposal of 27.00, of which less is payable. */
  async function overtaken(payable: string, currency = 'EUR', amount = '27.00') {
    const shop = busyShop();
    const [paid] = shop.payouts;
    const proposal = { ...paid!, id: 'pay_2', status: 'proposed' as const, is_outdated: true, paid_at: null };
    shop.payouts.unshift({ ...proposal, currency, amount, payable });
    const { page, server } = await admin.open(shop, `&tab=affiliates&id=${id}`);
    await page.getByRole('listitem').filter({ hasText: notice }).waitFor();
    await page.getByRole('button', { name: 'Record or cancel it…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pay John Miller' });
    await dialog.getByText(notice).waitFor();
    return { page, server, dialog };
  }

  test('says so in the list, and offers what is payable now instead of simply recording it', async () => {
    const { page, server, dialog } = await overtaken('22.50');
    expect(await dialog.getByRole('button', { name: /^I have sent/ }).count()).toBe(0);
    await picture(page, 'admin/an overtaken payout-wide');
    expect(await seriousFaults(page, '.finders-fee-modal')).toEqual([]);
    await dialog.getByRole('button', { name: 'Propose what is payable now' }).click();
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).waitFor();
    expect(await dialog.getByText(notice).count()).toBe(0);
    expect(server.writes).toEqual(['POST payouts/pay_2/cancel', 'POST payouts']);
    await page.context().close();
  });

  test('is recorded all the same where the money has left already, and it is said what follows', async () => {
    const { page, server, dialog } = await overtaken('22.50');
    const follows =
      'If you have sent €27.00 already, record that, and the books say what your bank says. John Miller then owes €4.50, which comes off the next payout.';
    await dialog.getByText(follows).waitFor();
    const already = dialog.getByRole('button', {
      name: 'I have already sent €27.00: record it',
      description: follows,
    });
    await already.click();
    await page.getByText('€27.00 to John Miller is recorded as paid.').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect([server.writes, server.bodies]).toEqual([['POST payouts/pay_2/pay'], [{ sent: '27.00' }]]);
    await page.context().close();
  });

  test.each([
    ['-7.00', 'EUR', '20.00', 'owes €27.00, which'],
    ['400', 'JPY', '900', 'owes JP¥500, which'],
    ['8.500', 'KWD', '9.000', 'owes KWD 0.500, which'],
  ])('with %s %s payable of %s says who %s', async (payable, currency, amount, says) => {
    const { page, dialog } = await overtaken(payable, currency, amount);
    const text = (await dialog.textContent())?.replace(/\u00a0/g, ' ');
    expect(text).toContain(`John Miller then ${says} comes off the next payout.`);
    await page.context().close();
  });

  test('that somebody has dropped meanwhile says so, and is recorded in no way', async () => {
    const { page, server, dialog } = await overtaken('22.50');
    server.failNext('payouts/pay_2/pay', 409, 'conflict', 'Payout pay_2 was cancelled; propose a new one.');
    await dialog.getByRole('button', { name: 'I have already sent €27.00: record it' }).click();
    await dialog.getByText('Payout pay_2 was cancelled; propose a new one.').waitFor();
    await dialog.getByRole('button', { name: 'Propose what is payable now' }).click();
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).waitFor();
    expect(await dialog.getByText('was cancelled').count()).toBe(0);
    await page.context().close();
  });

  test('says so too when the refund came while it was being looked at', async () => {
    const shop = busyShop();
    const { page, server } = await admin.open(shop, `&tab=affiliates&id=${id}`);
    await page.getByRole('button', { name: 'Pay €6.50 now' }).click();
    await page.getByRole('button', { name: 'I have sent €6.50: record it' }).waitFor();
    Object.assign(shop.payouts[0]!, { is_outdated: true, payable: '2.00' });
    const dialog = page.getByRole('dialog', { name: 'Pay John Miller' });
    server.failNext(
      'payouts/pay_9/pay',
      409,
      'conflict',
      'Payout pay_9 proposes 6.50 EUR, but 2.00 EUR is payable now.',
    );
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).click();
    await dialog.getByText(notice).waitFor();
    await dialog.getByText('John Miller then owes €4.50, which comes off the next payout.').waitFor();
    await dialog.getByRole('button', { name: 'Propose what is payable now' }).click();
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).click();
    await page.getByText('€6.50 to John Miller is recorded as paid.').waitFor();
    await page.context().close();
  });
});
