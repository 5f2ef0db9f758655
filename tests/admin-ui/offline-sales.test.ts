import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { chromiumIsHere, narrow, picture, seriousFaults, sidewaysOverflow } from '../support/browser.ts';
import { startAdminPage, type AdminPage } from './support/admin-page.ts';
import { booksOf } from './support/canned-books.ts';
import { busyShop } from './support/canned-shop.ts';

jest.setTimeout(300_000);

const header = 'Coupon, sales amount, order ID, date\n';
const row = (name: string) => `${name},100, order 1,2026-11-20\n`;

(chromiumIsHere ? describe : describe.skip)('the Offline sales tab', () => {
  let admin: AdminPage;
  beforeAll(async () => {
    admin = await startAdminPage();
  });
  afterAll(() => admin?.stop());

  test('records a sale with nothing but its coupon, and is ready for the next one', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=offline-sales');
    await page.getByRole('button', { name: 'Record a sale' }).click();
    const panel = page.getByRole('dialog', { name: 'Record a sale' });
    await panel.getByRole('button', { name: 'Record the sale' }).click();
    await panel.getByText('Pick the coupon that was shown').waitFor();
    expect(server.writes).toEqual([]);
    await panel.getByLabel('Coupon').fill('john10');
    await panel.getByRole('option', { name: /^john10/ }).click();
    await panel.getByRole('button', { name: 'Record the sale' }).click();
    await panel.getByText('Recorded: John Miller earns €10.00 with john10.').waitFor();
    expect(server.bodies).toEqual([{ coupon_code: 'john10' }]);
    expect(await panel.getByLabel('Coupon').inputValue()).toBe('');
    await picture(page, 'admin/a recorded sale-wide');
    await panel.getByLabel('Coupon').fill('john10');
    await panel.getByRole('option', { name: /^john10/ }).click();
    await panel.getByLabel('Sales amount').fill('99,90');
    await panel.getByLabel('Order ID').fill('R-7');
    await panel.getByLabel('Date').fill('2026-11-03');
    await panel.getByRole('button', { name: 'Record the next sale' }).click();
    await page.waitForFunction(() => !document.querySelector('.is-busy'));
    expect(server.bodies[1]).toEqual({
      coupon_code: 'john10',
      amount: '99.90',
      order_reference: 'R-7',
      sold_on: '2026-11-03',
    });
    await page.context().close();
  });

  test('says at the field what the books refuse, and keeps what was typed', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=offline-sales&id=new');
    const panel = page.getByRole('dialog', { name: 'Record a sale' });
    await panel.getByLabel('Coupon').fill('john10');
    await panel.getByRole('option', { name: /^john10/ }).click();
    await panel.getByLabel('Sales amount').fill('-3');
    await panel.getByRole('button', { name: 'Record the sale' }).click();
    await panel.getByText('Type a sum above 0').waitFor();
    await panel.getByLabel('Sales amount').fill('3');
    server.failNext('offline-sales', 409, 'conflict', 'The coupon "john10" had expired.');
    await panel.getByRole('button', { name: 'Record the sale' }).click();
    await panel.getByText('had expired').waitFor();
    expect(await panel.getByLabel('Sales amount').inputValue()).toBe('3');
    await page.context().close();
  });

  test('takes one sale back after saying what that means', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=offline-sales');
    await page
      .getByRole('row', { name: /order 456/ })
      .getByRole('button', { name: 'Actions' })
      .click();
    await page.getByRole('menuitem', { name: 'Undo…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Undo this sale' });
    await dialog.getByText('John Miller no longer earns the €10.00.').waitFor();
    await dialog.getByRole('button', { name: 'Undo the sale' }).click();
    await page
      .getByRole('row', { name: /order 456/ })
      .getByText('Undone')
      .waitFor();
    expect(server.writes).toEqual(['POST offline-sales/off_0/undo']);
    await page.context().close();
  });

  test('shows what would become of each row before it imports, then does it and offers the way back', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=offline-sales&id=import');
    const rows = [...Array.from({ length: 97 }, () => 'john10'), 'twice', 'twice', 'nobody'].map(row);
    await choose(page, header + rows.join(''));
    await page.getByText('97 of 100 lines can be imported').waitFor();
    await page.getByText('The coupon "nobody" belonged to no affiliate on 2026-11-20.').waitFor();
    expect(
      await page
        .getByRole('row', { name: /^101 nobody,100, order 1,2026-11-20 Refused: The coupon/ })
        .count(),
    ).toBe(1);
    await picture(page, 'admin/an import tried-wide');
    expect(await seriousFaults(page, '#finders-fee-admin')).toEqual([]);
    await page.getByLabel('Lines shown').selectOption('All lines (100)');
    await page.getByText('Page 1 of 2').waitFor();
    expect(server.writes).toEqual(['POST offline-sales/import']);
    await page.getByRole('button', { name: 'Import 97 rows' }).click();
    await page.getByText('97 rows imported. 2 were known already. 1 was refused.').waitFor();
    await picture(page, 'admin/an import done-wide');
    await page.getByRole('button', { name: 'Undo this import…' }).click();
    await page.getByRole('button', { name: 'Undo 97 sales' }).click();
    await page.getByText('97 sales are undone.').waitFor();
    expect(server.writes.at(-1)).toBe('POST offline-sales/batches/bat_9/undo');
    expect(booksOf(server.shop).batches[0]).toMatchObject({ id: 'bat_9', status: 'undone' });
    await page.context().close();
  });

  test('offers no import where nothing is new, and saves the refused rows to be mended', async () => {
    const { page } = await admin.open(busyShop(), '&tab=offline-sales&id=import');
    await choose(page, header + row('nobody') + row('twice'));
    await page.getByText('Nothing in this file is new and can be imported.').waitFor();
    expect(await page.getByRole('button', { name: /^Import \d/ }).count()).toBe(0);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the refused lines as a file' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(header + row('nobody'));
    await page.context().close();
  });

  test('shows a file of many thousand rows page by page', async () => {
    const { page } = await admin.open(busyShop(), '&tab=offline-sales&id=import', narrow);
    await choose(page, header + row('john10').repeat(30_000));
    await page.getByText('30,000 of 30,000 lines can be imported').waitFor();
    await page.getByText('Page 1 of 600').waitFor();
    expect(await sidewaysOverflow(page)).toBe(0);
    await picture(page, 'admin/an import tried-narrow');
    await page.context().close();
  });

  test('says what is safe when an import is cut off, and tries the same file again', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=offline-sales&id=import');
    await choose(page, header + row('john10'));
    await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
    server.failNext('offline-sales/import', 504, 'unavailable', 'Too slow');
    await page.getByRole('button', { name: 'Import 1 row' }).click();
    await page.getByText('Rows that were imported before it stopped are in the books.').waitFor();
    await page.getByRole('button', { name: 'Check the file again' }).click();
    await page.getByRole('button', { name: 'Import 1 row' }).waitFor();
    await page.context().close();
  });

  test('hands out the sample in the very format it takes', async () => {
    const { page } = await admin.open(busyShop(), '&tab=offline-sales');
    await page.getByRole('button', { name: 'Import CSV' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save this as a file to begin with' }).click(),
    ]);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toBe(
      `${header}test-coupon1,100, order123,2020-09-07\ntest-coupon1,100, order 456,2020-09-07\n`,
    );
    await page.context().close();
  });

  test('undoes a past import after saying how many sales that is, and lists the sales of one', async () => {
    const { page, server } = await admin.open(busyShop(), '&tab=offline-sales&id=import');
    const batch = page.getByRole('listitem').filter({ hasText: '20 sales' });
    await batch.getByRole('button', { name: 'Undo…' }).click();
    await page.getByText('20 sales imported on 19 Nov 2026, 10:30 are taken back').waitFor();
    await page.getByRole('button', { name: 'Undo 20 sales' }).click();
    await batch.getByText('Undone').waitFor();
    expect(server.writes).toEqual(['POST offline-sales/batches/bat_2/undo']);
    await page.getByRole('link', { name: '20 sales' }).click();
    await page.getByText('Only the sales of one import.').waitFor();
    await page.waitForURL(/batch_id=bat_2/);
    await page.context().close();
  });
});

async function choose(page: Page, text: string): Promise<void> {
  await page
    .getByLabel('Choose a CSV file')
    .setInputFiles({ name: 'fair.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
}
