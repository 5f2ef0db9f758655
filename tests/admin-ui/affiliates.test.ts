import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { chromiumIsHere, picture, seriousFaults } from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

const john = '&tab=affiliates&id=aff_0192f0c1000070008000000000000001';

(chromiumIsHere ? describe : describe.skip)('an affiliate’s page', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('opens from the list by keyboard, says whose it is, and back leads to the list as it was', async () => {
    const { page } = await admin.open(busyShop(), '&tab=affiliates&search=john');
    await page.getByText('John Miller', { exact: true }).first().press('Enter');
    await page.getByRole('heading', { name: 'John Miller' }).waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('John Miller');
    await page.goBack();
    await page.getByRole('searchbox').waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('john');
    await page.context().close();
  });

  test('shows each currency by itself, a debt with its sign and in words, several coupons with their rates', async () => {
    const { page } = await admin.open(busyShop(), john);
    const euro = page.getByRole('region', { name: 'Balance in EUR' });
    const dollar = page.getByRole('region', { name: 'Balance in USD' });
    expect((await euro.innerText()).replace(/\s+/g, ' ')).toContain(
      'You owe in all €42.10 On hold €35.60 Held for review €0.00 Payable now €6.50 Paid so far €120.00',
    );
    expect((await dollar.innerText()).replace(/\s+/g, ' ')).toContain('John Miller owes you −US$4.00');
    await page.getByText('10% off · earns €5.00 per order').waitFor();
    const books = (await page.getByRole('table', { name: 'In the books' }).innerText()).replace(/\s+/g, ' ');
    expect(books).toContain('Order #1042 earned +€13.50');
    expect(books).toContain('Order #1040 approved €13.50 from “on hold” to “payable” €0.00');
    await page.getByRole('button', { name: 'Next' }).click();
    await page.getByText('Page 2 of 3').waitFor();
    await page.getByText('Order #1022').waitFor();
    await page.context().close();
  });

  test('pays what is payable after showing what it is made of', async () => {
    const { page, server } = await admin.open(busyShop(), john);
    await page.getByRole('button', { name: 'Pay €6.50 now' }).click();
    const dialog = page.getByRole('dialog', { name: 'Pay John Miller' });
    await dialog.getByText('Order #1001').waitFor();
    expect((await dialog.innerText()).replace(/\s+/g, ' ')).toContain(
      'Order #1001 €11.00 Order #998 −€4.50 Payout €6.50 To: PayPal, john@example.org Finder’s Fee moves no money.',
    );
    await picture(page, 'admin/a payout-wide');
    expect(await seriousFaults(page, '.finders-fee-modal')).toEqual([]);
    await dialog.getByRole('button', { name: 'I have sent €6.50: record it' }).click();
    await page.getByText('€6.50 to John Miller is recorded as paid.').waitFor();
    expect(server.writes).toEqual(['POST payouts', 'POST payouts/pay_9/pay']);
    await page.getByRole('button', { name: 'Pay €6.50 now' }).waitFor({ state: 'detached' });
    await page.context().close();
  });

  test('leaves no proposal behind when nothing is paid', async () => {
    const { page, server } = await admin.open(busyShop(), john);
    await page.getByRole('button', { name: 'Pay €6.50 now' }).click();
    await page.getByText('Order #1001').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(server.writes).toEqual(['POST payouts', 'POST payouts/pay_9/cancel']);
    await page.context().close();
  });

  test('writes off what is owed with a reason, and not without one', async () => {
    const { page, server } = await admin.open(busyShop(), john);
    await page.getByRole('button', { name: 'Write it off…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Write off what is owed' });
    await dialog.getByRole('button', { name: 'Write it off' }).click();
    await dialog.getByText('Say why; it stays in the books.').waitFor();
    await picture(page, 'admin/a write-off-wide');
    await dialog.getByLabel('Why').fill('The parcel was lost');
    await dialog.getByRole('button', { name: 'Write it off' }).click();
    await page.getByText('US$4.00 is written off.').waitFor();
    expect(server.bodies.at(-1)).toEqual({ currency: 'USD', reason: 'The parcel was lost' });
    await page.context().close();
  });

  test('keeps notes, and deletes one only after asking', async () => {
    const { page, server } = await admin.open(busyShop(), john);
    await page.getByLabel('New note').fill('Called on Monday.');
    await page.getByRole('button', { name: 'Add note' }).click();
    await page.getByText('Called on Monday.', { exact: true }).waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Called on Monday.' }).getByRole('button').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The note is deleted.').waitFor();
    expect(server.shop.notes.map(({ text }) => text)).toEqual(['Wants to be paid by the 5th of each month.']);
    await page.context().close();
  });

  test('changes the own rate, telephone and payout account beside the page', async () => {
    const { page, server } = await admin.open(busyShop(), john);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const panel = page.getByRole('dialog', { name: 'Edit John Miller' });
    await panel.getByLabel('Commission is').selectOption('As the program says (10%)');
    await panel.getByLabel('Is paid by').selectOption('Bank transfer');
    await panel.getByLabel('IBAN or account').fill('DE02 1203 0000 0000 2020 51');
    await panel.getByRole('button', { name: 'Save' }).click();
    await panel.waitFor({ state: 'detached' });
    expect(server.shop.affiliates[0]).toMatchObject({
      rate: null,
      phone: '+49 30 1234567',
      payout: { method: 'bank', details: 'DE02 1203 0000 0000 2020 51' },
    });
    await page.getByText('As the program says').waitFor();
    await page.context().close();
  });
});
